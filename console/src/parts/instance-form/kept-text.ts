/** In the field of a secret that is set, and is shown to nobody. */
export const keptText = 'Set; leave this empty to keep it';
