import './home.css';
import { Link } from 'wouter';
import { StarButton } from '../../app/star-button';
import { useOwnOrganizations, type OwnOrganization } from '../../app/own-organizations';
import { Page } from '../../app/page';
import { paths } from '../../app/paths';
import { Arrived } from './arrived';
import { Behind } from './behind';
import { Mine } from './mine';

/** Each of these is asked what is behind there. */
const mostAsked = 4;

const OrganizationLinks = ({ own }: { own: OwnOrganization[] }) => (
    <ul className="own-organizations" aria-label="My organizations">
        {own.map(({ id, name }) => (
            <li key={id}>
                <StarButton org={id} />
                <Link href={paths.dataflows(id)}>
                    <bdi>{name}</bdi>
                </Link>
            </li>
        ))}
    </ul>
);

/** What waits for a promoter: in the organizations that he starred, or was in lately. */
export default function HomePage() {
    const { own } = useOwnOrganizations();
    return (
        <Page
            wide
            title="Home"
            about="What is behind in your organizations, what arrived there, and what you promoted."
            actions={
                <>
                    <Link href={paths.organizations()} className="button">
                        All organizations
                    </Link>
                    <Link href={paths.history(undefined)} className="button">
                        History of everything
                    </Link>
                </>
            }
        >
            <OrganizationLinks own={own} />
            <div className="home">
                <section aria-labelledby="behind">
                    <h2 id="behind">Behind in my organizations</h2>
                    {own.slice(0, mostAsked).map((one) => (
                        <Behind key={one.id} {...one} />
                    ))}
                </section>
                <section aria-labelledby="arrived">
                    <Arrived own={own} />
                </section>
                <section aria-labelledby="mine">
                    <h2 id="mine">Recent promotions of mine</h2>
                    <Mine />
                </section>
            </div>
        </Page>
    );
}
