import type { Failure } from './types';

/** The parts that a plan is made on, as people know them. */
const parts: Record<string, string> = {
    content: 'the content of this version',
    route: 'where it would go',
    target_head: 'the newest approved version there',
    base: 'what arrived there last',
    mapping: 'the relation between the two organizations',
    registrations: 'the type that one of them is registered as',
    findings: 'what was found in the content',
};

/** What failed and what to do about it; of what stands in an organization that the person may not see, only that, by its code. */
export function failureText({ code, message, remedy, organization, changed }: Failure) {
    if (message === undefined)
        return {
            message: `Something in organization ${organization} stands in the way (${code.replaceAll('_', ' ')}).`,
            remedy: 'Who may see that organization is told what.',
        };
    if (code === 'plan_changed' && Array.isArray(changed))
        return {
            message: `Since you looked at it this has changed: ${(changed as string[]).map((part) => parts[part] ?? part).join(', ')}.`,
            remedy,
        };
    return { message, remedy };
}
