import { escapeInline } from '../text/markdown';
import type { Ask } from './asks';
import type { Digest, Rechecked } from './digest';
import type { Handoff } from './model';
import { firedText, nameOf, safeUrl, verdictText } from './noteDocument';
import { plainText } from './plain';
import { ago, bothTimes, myTime } from './times';

/** How many lines of one part are told; the rest is counted. */
const most = 20;
const longest = 300;

/** The digest as a document: what to do first, then what changed, each part only where there is something to say. */
export function digestDocument(digest: Digest, zone: string): string {
  const { now, since, waiting, shipped, stuck, answered, taken, rechecked } = digest;
  const [first] = waiting;
  const head =
    first === undefined
      ? '# Nothing waits for you'
      : `# Next: ${escapeInline(first.handoff.next ?? first.handoff.title, longest)}`;
  const offline =
    digest.offline === null
      ? ''
      : `**This is the state of ${ago(digest.asOf, now)}:** ${escapeInline(digest.offline, longest)}`;
  const fired = rechecked.flatMap((each) => each.fired.map((one) => ({ ...each, one })));
  const done = fired.filter(({ one }) => one.branch === 'then' || one.branch === 'else');
  const parts = [
    head,
    `Since ${myTime(since, zone, now)}, when your last working time ended (${ago(since, now)}).`,
    offline,
    part(
      'Waits for you',
      waiting.map(
        ({ handoff }) =>
          `${link(handoff)}, from ${nameOf(handoff.from)}, ${ago(Date.parse(handoff.postedAt), now)}${handoff.next === null ? '' : `: ${escapeInline(handoff.next, longest)}`}`,
      ),
    ),
    part('No longer true', changedLines(rechecked)),
    part(
      'Plans that were decided',
      done.map(({ handoff, one }) => `${firedText(one)}, by ${link(handoff)}`),
    ),
    part(
      'Answered',
      answered.map(
        ({ ask, answer }) =>
          `${escapeInline(ask.question.text, longest)} — ${nameOf(answer.by)}: ${escapeInline(withoutQuotes(answer.text), longest)} ([there](${safeUrl(answer.url)}))`,
      ),
    ),
    part('Blocked', [
      ...digest.blocked.map((ask) => askLine(ask, zone, now)),
      ...stuck.map(
        ({ handoff, text, since: from }) =>
          `${escapeInline(text, longest)}, open since ${ago(from, now)} (${link(handoff)})`,
      ),
    ]),
    part(
      'Shipped',
      shipped.map(
        ({ handoff, text }) => `${escapeInline(plainText(text), longest)} (${nameOf(handoff.from)})`,
      ),
    ),
    part(
      'Taken over',
      taken.map((handoff) => `${link(handoff)}, by ${nameOf(handoff.accepted?.by ?? null)}`),
    ),
    part('Nobody can tell', unknownLines(rechecked)),
    part('Still true', trueLines(rechecked)),
  ];
  const told = parts.filter((each) => each !== '');
  if (told.length <= 2) told.push('Nothing was handed over, answered or changed meanwhile.');
  return `${told.join('\n\n')}\n`;
}

/** One open ask with its age, its deadline on both clocks, and who can answer now. */
export function askLine(ask: Ask, zone: string, now: number): string {
  const { question, owner, handoff, awake, rounds, needsCall, state, answer } = ask;
  const who = question.owner === null ? 'nobody was named' : escapeInline(question.owner, 100);
  const by =
    question.answerBy === null
      ? 'no deadline'
      : `answer by ${bothTimes(question.answerBy, zone, owner, now)}${question.answerBy < now ? ' (**passed**)' : ''}`;
  const bits = [
    `→ ${who}`,
    by,
    `asked ${ago(question.since, now)}`,
    awake.length === 0
      ? 'nobody who could answer is known to work now'
      : `works now: ${awake
          .slice(0, 5)
          .map((name) => escapeInline(name, 100))
          .join(', ')}`,
    ...(state === 'answered' && answer !== null ? [`answered by ${nameOf(answer.by)}`] : []),
    ...(needsCall
      ? [`**${rounds} rounds without an end: talk.** Baton: Find Meeting Time… shows when you both work`]
      : []),
    link(handoff),
  ];
  return `**${escapeInline(question.text, longest)}** ${bits.join(' · ')}`;
}

function part(title: string, lines: readonly string[]): string {
  if (lines.length === 0) return '';
  const told = lines.length > most + 1 ? lines.slice(0, most) : lines;
  const rest = lines.length - told.length;
  const all = rest > 0 ? [...told, `and ${rest} more`] : told;
  return `## ${title}\n\n${all.map((line) => `- ${line}`).join('\n')}`;
}

function changedLines(rechecked: readonly Rechecked[]): string[] {
  return linesWith(rechecked, 'changed');
}

function unknownLines(rechecked: readonly Rechecked[]): string[] {
  return linesWith(rechecked, 'unknown');
}

function trueLines(rechecked: readonly Rechecked[]): string[] {
  return linesWith(rechecked, 'true');
}

function linesWith(rechecked: readonly Rechecked[], verdict: 'changed' | 'unknown' | 'true'): string[] {
  return rechecked.flatMap(({ handoff, checked }) =>
    checked
      .filter((each) => each.verdict === verdict)
      .map((each) => `${verdictText(each)} · ${link(handoff)}`),
  );
}

export function link({ title, url }: Pick<Handoff, 'title' | 'url'>): string {
  const text = escapeInline(title, 100);
  const safe = safeUrl(url);
  return safe === '' ? text : `[${text}](${safe})`;
}

function withoutQuotes(text: string): string {
  return text
    .split('\n')
    .filter((line) => !line.startsWith('>'))
    .join(' ');
}
