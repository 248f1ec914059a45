import { Tabs } from '@base-ui/react/tabs';
import { useQuery } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { organizationQuery } from '../../api/queries';
import { useOrganizationName } from '../../app/me';
import { Page } from '../../app/page';
import { paths } from '../../app/paths';
import { TypeBadge } from '../../ui/chips';
import { Loaded } from '../../ui/loaded';
import { Checklist } from './checklist';
import { ChangeList } from './change-list';
import { RegistrationForm } from './registration-form';
import { RelatedOrganizations } from './related-organizations';

/** Organization Mapping Management: what this organization is, and whom it is related to. */
export default function MappingsPage({ org, tab }: { org: string; tab: 'current' | 'related' }) {
    const [, navigate] = useLocation();
    const nameOf = useOrganizationName();
    const query = useQuery(organizationQuery(org));
    return (
        <Page
            title="Organization Mapping Management"
            about={`What ${nameOf(org)} is in the pipeline, and where it may promote to.`}
            marks={query.data && <TypeBadge type={query.data.registration?.type ?? null} />}
        >
            <Tabs.Root value={tab} onValueChange={(chosen) => navigate(paths.mappings(org, chosen as 'current' | 'related'))}>
                <Tabs.List className="tabs" aria-label="Organization mapping">
                    <Tabs.Tab value="current" className="tab">
                        Current Organization
                    </Tabs.Tab>
                    <Tabs.Tab value="related" className="tab">
                        Related Organizations
                    </Tabs.Tab>
                    <Tabs.Indicator className="tab-line" />
                </Tabs.List>
                <Tabs.Panel value="current" className="tab-panel">
                    <Loaded read={query} loading="Loading the organization" failed="The organization could not be loaded">
                        {(organization) => (
                            <>
                                <Checklist organization={organization} />
                                <RegistrationForm key={organization.id} organization={organization} />
                            </>
                        )}
                    </Loaded>
                </Tabs.Panel>
                <Tabs.Panel value="related" className="tab-panel">
                    <RelatedOrganizations org={org} />
                </Tabs.Panel>
            </Tabs.Root>
            <ChangeList org={org} />
        </Page>
    );
}
