/** The least numeric id of a connector that an organisation builds. Ids below belong to those that come with the server. */
export const firstBuiltId = 100_001;

export const isBuilt = ({ id }: { id: number }): boolean => id >= firstBuiltId;
