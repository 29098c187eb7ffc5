// Small numbers as German words. "Ein" bends with its noun, so whoever writes it says how.
const small = ["null", "", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn"];

export const inWords = (n: number, one: string) => (n === 1 ? one : (small[n] ?? String(n)));
