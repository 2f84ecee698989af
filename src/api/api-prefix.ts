/** Where the API lives, as the contract has it. */
export const apiPrefix = '/elements/api-v2';
