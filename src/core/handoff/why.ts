/** Words and signs that a reason follows, in the languages in which teams write most. */
const words =
  /\b(?:because|cause|cuz|since|as|so that|so|due to|thanks to|to avoid|in order to|otherwise|until|instead of|rather than|weil|damit|denn|wegen|sonst|parce que|car|puisque|afin|porque|para|ya que|pois|perché|affinché|omdat|zodat)\b/iu;
const others = [
  'потому',
  'чтобы',
  'так как',
  '因为',
  '由于',
  '以便',
  'ため',
  'ので',
  'から',
  '때문',
  'क्योंकि',
  'ताकि',
];
const signs = /[;:–—(→]|\s-\s/u;

/** Whether a decision says why, as far as its words tell. */
export function saysWhy(decision: string): boolean {
  const text = decision.slice(0, 1_000);
  return words.test(text) || signs.test(text) || others.some((word) => text.includes(word));
}
