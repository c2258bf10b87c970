import { escapeInline } from '../text/markdown';
import { plainMarkdown } from '../text/plainMarkdown';
import type { Checked, Fired } from './check';
import type { Handoff } from './model';
import { ago, myTime } from './times';

/** What stands around a note when it is read. Instants: epoch milliseconds. */
export interface Reading {
  readonly now: number;
  readonly zone: string;
  /** How old what is shown is. */
  readonly asOf: number;
  /** Null while its statements were not held against GitHub. */
  readonly checked: readonly Checked[] | null;
  readonly fired: readonly Fired[];
}

const longest = 400;

/**
 * A note as its receiver reads it: first what is to be done next, then what is no longer true, then the note. Everything
 * that others wrote is plain Markdown: it runs, loads and hides nothing.
 */
export function noteDocument(handoff: Handoff, reading: Reading): string {
  const { accepted, from, url, said } = handoff;
  const { now, zone } = reading;
  const next = handoff.next ?? 'the note names no next action; read it, or ask its author';
  const facts = [
    `From ${nameOf(from)}, ${myTime(Date.parse(handoff.postedAt), zone, now)} (${ago(Date.parse(handoff.postedAt), now)})`,
    accepted === null
      ? '**not yet accepted**'
      : `accepted by ${nameOf(accepted.by)}, ${myTime(Date.parse(accepted.at), zone, now)}`,
    ...(handoff.isMember ? [] : ['**the author does not belong to this repository**']),
    `[on GitHub](${safeUrl(url)})`,
    `as of ${ago(reading.asOf, now)}`,
  ];
  const parts = [
    `# Next: ${escapeInline(next, longest)}`,
    facts.join(' · '),
    ...checkedPart(reading.checked),
    ...plansPart(reading.fired),
    `---\n\n## ${escapeInline(handoff.title, 256)}`,
    plainMarkdown(handoff.markdown),
    ...(said.length === 0 ? [] : ['---\n\n## Said since', ...said.map((each) => saidPart(each, zone, now))]),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** Statements with their verdicts, what changed first. */
function checkedPart(checked: readonly Checked[] | null): string[] {
  if (checked === null || checked.length === 0) return [];
  const order = ['changed', 'unknown', 'true'] as const;
  const lines = order.flatMap((verdict) =>
    checked.filter((each) => each.verdict === verdict).map((each) => `- ${verdictText(each)}`),
  );
  const changed = checked.filter(({ verdict }) => verdict === 'changed').length;
  const title = changed === 0 ? 'Still true' : `No longer true: ${changed}`;
  return [`## ${title}\n\n${lines.join('\n')}`];
}

export function verdictText({ claim, verdict, how }: Checked): string {
  const what = escapeInline(claim.text, 160);
  switch (verdict) {
    case 'true':
      return `Still true: ${escapeInline(how, longest)}`;
    case 'changed':
      return `**Changed since:** ${escapeInline(how, longest)} (the note says: ${what})`;
    case 'unknown':
      return `Cannot tell: ${escapeInline(how, longest)} (the note says: ${what})`;
  }
}

function plansPart(fired: readonly Fired[]): string[] {
  return fired.length === 0
    ? []
    : [`## If … then\n\n${fired.map((each) => `- ${firedText(each)}`).join('\n')}`];
}

export function firedText({ plan, branch, how }: Fired): string {
  const why = `(${escapeInline(how, longest)})`;
  const when = `if ${escapeInline(plan.condition, longest)}`;
  switch (branch) {
    case 'then':
      return `**Do:** ${escapeInline(plan.action, longest)} ${why}`;
    case 'else':
      return plan.otherwise === null
        ? `Not to be done: ${escapeInline(plan.action, longest)} ${why}`
        : `**Do:** ${escapeInline(plan.otherwise, longest)} ${why}`;
    case 'pending':
      return `Not decided yet: ${when} ${why}`;
    case 'unknown':
      return `Cannot tell: ${when} ${why}`;
  }
}

function saidPart(said: Handoff['said'][number], zone: string, now: number): string {
  const head = `**${nameOf(said.by)}**, ${myTime(Date.parse(said.at), zone, now)}${said.isAnswer ? ' (marked as the answer)' : ''}`;
  return `${head}\n\n${quoted(plainMarkdown(said.text))}`;
}

/** What one person said stays apart from what the next one said. */
function quoted(markdown: string): string {
  return markdown
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');
}

export function nameOf(login: string | null): string {
  return login === null ? 'somebody who left' : escapeInline(login, 100);
}

/** Addresses come from GitHub's answers, and from the disk. */
export function safeUrl(url: string): string {
  return /^https?:\/\/[^\s<>()\\]+$/i.test(url) ? url : '';
}
