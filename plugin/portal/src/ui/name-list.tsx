const shown = 6;

/** Names in one line; of many the first ones, and how many more there are. */
export const NameList = ({ names }: { names: string[] }) => (
    <span className="sub">
        {names.slice(0, shown).join(', ')}
        {names.length > shown && ` and ${names.length - shown} more`}
    </span>
);
