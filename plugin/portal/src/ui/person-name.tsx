/** A person by name, with the id beside it that no other person has; by the id alone where the host knows no name. */
export const PersonName = ({ id, name }: { id: string; name: string | null }) => (
    <span className="person">
        {name === null ? (
            <bdi>{id}</bdi>
        ) : (
            <>
                <bdi>
                    <b>{name}</b>
                </bdi>{' '}
                <span className="quiet">
                    (<bdi>{id}</bdi>)
                </span>
            </>
        )}
    </span>
);
