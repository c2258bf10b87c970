import type { Team, Teammate } from '../team/model';
import { teamNow } from '../team/now';
import { instantIn } from '../time/zone';
import type { Handoff, Question, Said } from './model';
import { quotedIn } from './plain';
import { memberCalled } from './reader';
import { same } from './recipients';
import { replacedBy } from './waiting';

/** After so many answers that brought the question back, words do not converge: people should talk. */
const enough = 3;

/** An ask that some note made, with what became of it. */
export interface Ask {
  readonly question: Question;
  /** The latest note that carries it. */
  readonly handoff: Handoff;
  readonly owner: Teammate | null;
  readonly state: 'open' | 'answered';
  /** The last word of somebody else than the asker. */
  readonly answer: Said | null;
  /** How often an answer was followed by the asker again. */
  readonly rounds: number;
  /** Whether it went back and forth so often that a call would be shorter. */
  readonly needsCall: boolean;
  /** Those whose declared hours say that they work now; the owner first. */
  readonly awake: readonly string[];
}

/**
 * Every ask of all notes, each once, by the latest note that carries it: those with the nearest deadline first. One
 * that a later note of the same author left out is settled and not listed. `now`: epoch milliseconds.
 */
export function asksOf(handoffs: readonly Handoff[], team: Team | null, now: number): Ask[] {
  const replaced = replacedBy(handoffs);
  const working = team === null ? [] : teamNow(team, instantIn(now, 'UTC'), { days: 1 }).members;
  const awake = working.filter(({ state }) => state === 'working').map(({ member }) => member.name);
  const found = new Map<string, Ask>();
  const newestFirst = [...handoffs].sort(
    (one, other) => Date.parse(other.postedAt) - Date.parse(one.postedAt),
  );
  for (const handoff of newestFirst) {
    if (replaced.has(handoff.key) || handoff.closed) continue;
    for (const question of handoff.questions) {
      if (!question.asks) continue;
      const key = `${handoff.from} ${question.key}`;
      const before = found.get(key);
      if (before) {
        // An older note tells how old it is.
        const since = Math.min(before.question.since, question.since);
        found.set(key, { ...before, question: { ...before.question, since } });
        continue;
      }
      const owner = question.owner === null ? null : memberCalled(question.owner, team);
      const thread = threadOf(question, handoff);
      const first = awake.filter((name) => name === owner?.name);
      found.set(key, {
        question,
        handoff,
        owner,
        ...thread,
        awake: owner === null ? awake.filter((name) => !isAuthor(name, handoff, team)) : first,
      });
    }
  }
  return [...found.values()].sort(
    (one, other) =>
      (one.question.answerBy ?? Infinity) - (other.question.answerBy ?? Infinity) ||
      one.question.since - other.question.since,
  );
}

/** What was said about one question: replies that quote it, or any where the note asks nothing else. */
function threadOf(
  question: Question,
  handoff: Handoff,
): Pick<Ask, 'state' | 'answer' | 'rounds' | 'needsCall'> {
  const alone = handoff.questions.filter(({ asks }) => asks).length === 1;
  let rounds = 0;
  let answer: Said | null = null;
  let isOpen = true;
  for (const said of handoff.said) {
    if (!said.isAnswer && !speaksOf(said, question, alone)) continue;
    if (handoff.from !== null && same(said.by, handoff.from)) {
      if (!isOpen) rounds += 1;
      isOpen = true;
    } else {
      answer = said;
      isOpen = false;
    }
    if (said.isAnswer) return { state: 'answered', answer: said, rounds, needsCall: false };
  }
  return { state: isOpen ? 'open' : 'answered', answer, rounds, needsCall: isOpen && rounds >= enough };
}

function speaksOf({ text }: Said, { key }: Question, alone: boolean): boolean {
  if (!/^>/m.test(text)) return alone;
  const words = quotedIn(text);
  // Whoever quotes may quote a part.
  return words !== '' && (words.includes(key) || key.includes(words));
}

function isAuthor(name: string, handoff: Handoff, team: Team | null): boolean {
  const member = handoff.from === null ? null : memberCalled(handoff.from, team);
  return member?.name === name;
}
