import { escapeInline } from '../text/markdown';

/** What is to be done in a case that may not come, in its author's own words. */
interface Plan {
  /** `If`, `Wenn`, `如果`; empty where a sign says it. */
  readonly opening: string;
  readonly condition: string;
  /** `then`, `dann`, `⇒`; empty where a comma is enough. */
  readonly link: string;
  readonly action: string;
}

/** The words of the languages in which teams write most, one that opens a condition and those that lead on from it. */
const spaced =
  /^(?<opening>if|wenn|falls|sofern|si|se|als|indien|hvis|om|если|якщо|jeśli|jeżeli|kdyby|eğer|अगर|यदि)\s(?<condition>.{1,400}?)(?:,\s?|\s)(?<link>then|dann|so|alors|entonces|então|allora|dan|så|то|тоді|to|pak|o zaman|तो)\s(?<action>\S.{0,400})$/iu;
const comma =
  /^(?<opening>if|wenn|falls|sofern|si|se|als|indien|hvis|om|если|якщо|jeśli|jeżeli|kdyby|eğer|अगर|यदि)\s(?<condition>.{1,400}?),\s?(?<action>\S.{0,400})$/iu;
const unspaced =
  /^(?<opening>如果|若|假如|もし|만약)\s?(?<condition>.{1,400}?)[,，、]\s?(?<link>那么|那|则|就|그러면)?\s?(?<action>\S.{0,400})$/u;
/** In any language. */
const sign = /^(?<condition>\S.{0,400}?)\s(?:=>|⇒)\s(?<action>\S.{0,400})$/u;

/** Reads `If CI goes red, then revert`, also without the second word, in other languages, and as `CI red => revert`. */
export function planOf(text: string): Plan | null {
  const said = text.trim();
  const groups = [spaced, comma, unspaced].map((each) => each.exec(said)?.groups).find((each) => each);
  if (groups) {
    const { opening = '', condition = '', link = '', action = '' } = groups;
    // Whoever receives a note has its English plans read again, by both words.
    return { opening, condition, link: link === '' && /^if$/i.test(opening) ? 'then' : link, action };
  }
  const { condition, action } = sign.exec(said)?.groups ?? {};
  return condition === undefined || action === undefined
    ? null
    : { opening: '', condition, link: '⇒', action };
}

/** `**If** CI goes red, **then** revert`. */
export function planText({ opening, condition, link, action }: Plan): string {
  const [start, end] = [escapeInline(condition), escapeInline(action)];
  if (opening === '') return `${start} **${link}** ${end}`;
  const first = `**${opening[0]?.toUpperCase() ?? ''}${opening.slice(1)}** ${start}`;
  return link === '' ? `${first}, ${end}` : `${first}, **${link}** ${end}`;
}
