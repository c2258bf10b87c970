/** A word that a shell takes as it is: branch names may hold `$`, `;`, quotes and more. */
export function shellWord(word: string): string {
  return /^[A-Za-z0-9_./@%+:,][A-Za-z0-9_./@%+:,-]*$/.test(word)
    ? word
    : `'${word.replaceAll("'", `'\\''`)}'`;
}
