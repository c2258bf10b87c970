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

/** What opens a condition in the languages in which teams write most: those with spaces between words, and the others. */
const openings = 'if|wenn|falls|sofern|si|se|als|indien|hvis|om|если|якщо|jeśli|jeżeli|kdyby|eğer|अगर|यदि';
const unspacedOpenings = '如果|若|假如|もし|만약';
/** What leads on from it. */
const links = 'then|dann|so|alors|entonces|então|allora|dan|så|то|тоді|to|pak|o zaman|तो';

const spaced = new RegExp(
  `^(?<opening>${openings})\\s(?<condition>.{1,400}?)(?:,\\s?|\\s)(?<link>${links})\\s(?<action>\\S.{0,400})$`,
  'iu',
);
const comma = new RegExp(
  `^(?<opening>${openings})\\s(?<condition>.{1,400}?),\\s?(?<action>\\S.{0,400})$`,
  'iu',
);
const unspaced = new RegExp(
  `^(?<opening>${unspacedOpenings})\\s?(?<condition>.{1,400}?)[,，、]\\s?(?<link>那么|那|则|就|그러면)?\\s?(?<action>\\S.{0,400})$`,
  'u',
);
/** In any language. */
const sign = /^(?<condition>\S.{0,400}?)\s(?:=>|⇒)\s(?<action>\S.{0,400})$/u;

const opener = new RegExp(`^(?:${openings}|${unspacedOpenings})$`, 'iu');
const next = new RegExp(`[;；]\\s{0,9}(?=(?:${openings})\\s|${unspacedOpenings})`, 'iu');
/** What leads on to what is to be done in the other case. */
const otherwise =
  /[,;.，、。；]?(?:\s(?:else|otherwise|sonst|andernfalls|ansonsten|sinon|si no|de lo contrario|senão|caso contrário|altrimenti|anders|annars|ellers|иначе|інакше|inaczej|jinak|yoksa|aksi halde|अन्यथा|वरना)(?=[\s:,])|\s?(?:否则|さもなければ|そうでなければ|그렇지 않으면|아니면))[:,，]?\s{0,9}/iu;

/** Whether a word is one that opens a condition. */
export function opensPlan(word: string): boolean {
  return opener.test(word.trim());
}

/** Several plans of one line, apart. */
export function plansApart(text: string): string[] {
  return text.split(next);
}

/** What is to be done, and in the other case; null where nothing is said for that. */
export function eitherWay(action: string): { readonly action: string; readonly otherwise: string | null } {
  const found = otherwise.exec(action);
  if (!found || found.index === 0) return { action, otherwise: null };
  const other = action.slice(found.index + found[0].length).trim();
  return { action: action.slice(0, found.index), otherwise: other === '' ? null : other };
}

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
