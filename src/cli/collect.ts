/** For an option that may be given several times: each value is added to those before. */
export const collect = (value: string, previous: string[]): string[] => [...previous, value];
