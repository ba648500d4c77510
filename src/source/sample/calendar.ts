const dayLength = 86_400_000;

/** Days since 1970-01-01 of a day written YYYY-MM-DD. */
export const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / dayLength;

/** The day so many days after 1970-01-01, as YYYY-MM-DD. */
export const dayText = (number: number): string => new Date(number * dayLength).toISOString().slice(0, 10);

/** The Monday-based week that a day is in, counted from the week of 1970-01-01, a Thursday. */
export const weekOf = (number: number): number => Math.floor((number + 3) / 7);

/** The day number of a week's Monday. */
export const mondayOf = (week: number): number => week * 7 - 3;
