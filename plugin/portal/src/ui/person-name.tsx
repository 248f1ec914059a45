/** A person by name, with the id beside it that no other person has; by the id alone where the host knows no name. */
export const PersonName = ({ id, name }: { id: string; name: string | null }) => (
    <span className="person">
        {name === null ? (
            id
        ) : (
            <>
                <b>{name}</b> <span className="quiet">({id})</span>
            </>
        )}
    </span>
);
