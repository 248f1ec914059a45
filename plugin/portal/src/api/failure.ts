import type { Failure } from './types';

/** What failed and what to do about it; of what stands in an organization that the person may not see, only that, by its code. */
export const failureText = ({ code, message, remedy, organization }: Failure) =>
    message !== undefined
        ? { message, remedy }
        : {
              message: `Something in organization ${organization} stands in the way (${code.replaceAll('_', ' ')}).`,
              remedy: 'Who may see that organization is told what.',
          };
