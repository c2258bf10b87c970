import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createGitHub } from '../../../src/adapters/github';
import { UserError } from '../../../src/core/errors';
import type { GitHub } from '../../../src/core/ports/github';
import { noteIdIn } from '../../../src/core/post/marker';
import { waiting } from '../../../src/usecases/outbox/enqueue';
import type { SenderPorts } from '../../../src/usecases/outbox/senderPorts';
import { sendWaiting } from '../../../src/usecases/outbox/senders';
import type { PostResult } from '../../../src/usecases/post/postNote';
import { sendNote } from '../../../src/usecases/post/sendNote';
import type { FaultKind } from '../../github/faults';
import type { StandIn } from '../../github/server';
import { edit } from '../../github/world';
import { journalInMemory } from '../../unit/github/journalInMemory';

const serverFaults: readonly FaultKind[] = [
  'unauthorized',
  'saml',
  'forbidden',
  'primary-limit',
  'secondary-limit',
  'too-quickly',
  'server-error',
  'server-error-after',
  'slow',
  'cut-before',
  'cut-after',
  'cut-midway',
];
/** What goes wrong besides what the stand-in does by itself. */
const ownFaults = ['crash', 'offline', 'two windows', 'remote edit', 'race', 'asleep'] as const;
/** Everything that a campaign counts. */
export const faultKinds: readonly string[] = [...serverFaults, ...ownFaults];

// Writes are where it matters, so they fail most.
const operations = [
  'CreateDiscussion',
  'UpdateDiscussion',
  'CreateDiscussion',
  'UpdateDiscussion',
  'Discussions',
  'Posted',
  'Repository',
  'AddReply',
  'Edits',
];

type Note = 'n1' | 'n2';
type Step =
  | { readonly do: 'fail'; readonly kind: FaultKind; readonly on: string; readonly times: number }
  | { readonly do: 'post' | 'edit' | 'two windows' | 'remote edit'; readonly note: Note }
  /** The next window dies at its n-th operation, on the journal or at GitHub, before or after it took effect. */
  | { readonly do: 'crash'; readonly after: number; readonly effect: boolean }
  | { readonly do: 'heal' | 'offline' | 'race' | 'asleep' | 'flush' };

const note = fc.constantFrom<Note>('n1', 'n1', 'n1', 'n2');
const steps = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: note.map((each): Step => ({ do: 'post', note: each })) },
    {
      weight: 6,
      arbitrary: fc.record({
        do: fc.constant('fail' as const),
        kind: fc.constantFrom(...serverFaults),
        on: fc.constantFrom(...operations),
        times: fc.constantFrom(1, 3),
      }),
    },
    { weight: 5, arbitrary: note.map((each): Step => ({ do: 'edit', note: each })) },
    { weight: 2, arbitrary: note.map((each): Step => ({ do: 'two windows', note: each })) },
    { weight: 2, arbitrary: note.map((each): Step => ({ do: 'remote edit', note: each })) },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant('crash' as const),
        after: fc.integer({ min: 1, max: 12 }),
        effect: fc.boolean(),
      }),
    },
    {
      weight: 5,
      arbitrary: fc.constantFrom<Step>(
        { do: 'heal' },
        { do: 'offline' },
        { do: 'race' },
        { do: 'asleep' },
        { do: 'flush' },
      ),
    },
  ),
  { minLength: 8, maxLength: 20, size: 'max' },
);

export interface CampaignReport {
  /** How often a sequence ended in each state, and how often each kind of fault struck. */
  readonly ends: ReadonlyMap<string, number>;
  readonly struck: ReadonlyMap<string, number>;
}

/**
 * Random sequences of posts, edits here and there, faults, crashes, two windows and sleep against the stand-in, all of
 * them through the outbox: after every step each note is posted once, waits visibly, or asks; no edit is lost. Throws
 * with the sequence that shows otherwise.
 */
export async function faultCampaign(
  standIn: StandIn,
  options: { readonly runs: number; readonly seed: number },
): Promise<CampaignReport> {
  const token = standIn.token('pune-dev');
  const patient = createGitHub(standIn.url, token, 0);
  const impatient = createGitHub(standIn.url, token, 0, { read: 120, write: 120 });
  // Nothing listens there.
  const unreachable = createGitHub('http://127.0.0.1:9', token, 0);
  const ends = new Map<string, number>();
  const own = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      const slow = sequence.some((each) => each.do === 'fail' && each.kind === 'slow');
      const run = new Run(standIn, { online: slow ? impatient : patient, patient, unreachable }, own);
      try {
        for (const each of sequence) await run.step(each);
      } finally {
        // What is slow must not fall into the next sequence.
        await standIn.settled();
      }
      const end = await run.end();
      for (const each of end) ends.set(each, (ends.get(each) ?? 0) + 1);
    }),
    { seed: options.seed, numRuns: options.runs },
  );
  return { ends, struck: new Map<string, number>([...standIn.struck, ...own]) };
}

class DeathError extends Error {}

/** One sequence. */
class Run {
  readonly #state = journalInMemory();
  readonly #versions = new Map<Note, number>();
  /** Notes that were put into the outbox, and what others wrote, with whether it may have been replaced by a yes. */
  readonly #queued = new Set<Note>();
  readonly #theirs: { readonly note: Note; readonly text: string; allowed: boolean }[] = [];
  #now = Date.now();
  #crash: { readonly after: number; readonly effect: boolean } | null = null;
  #offline = false;
  #race = false;

  constructor(
    private readonly standIn: StandIn,
    private readonly gitHubs: {
      readonly online: GitHub;
      readonly patient: GitHub;
      readonly unreachable: GitHub;
    },
    private readonly struck: Map<string, number>,
  ) {
    standIn.heal();
    standIn.ledger.discussions.length = 0;
  }

  async step(step: Step): Promise<void> {
    // Ten minutes later: whatever was slow has arrived, also where nobody waited for it any more.
    await this.standIn.settled();
    this.#now += 600_000;
    switch (step.do) {
      case 'fail':
        this.standIn.fail({ ...step, delay: 200, after: 30 });
        break;
      case 'heal':
        this.#offline = false;
        this.standIn.heal();
        break;
      case 'offline':
        this.#offline = true;
        break;
      case 'race':
        this.#race = true;
        break;
      case 'asleep':
        this.#count('asleep');
        this.#now += 7 * 86_400_000;
        break;
      case 'edit':
        this.#versions.set(step.note, this.#version(step.note) + 1);
        break;
      case 'remote edit':
        this.#editThere(step.note, 'remote edit');
        break;
      case 'crash':
        this.#crash = step;
        break;
      case 'flush':
        await this.#guarded(() => sendWaiting(this.#window()));
        break;
      case 'post':
        await this.#post(step.note);
        break;
      case 'two windows':
        this.#count('two windows');
        await Promise.all([this.#post(step.note), this.#post(step.note)]);
        break;
    }
    await this.#check();
  }

  /** GitHub is well again and the person posts once more: how each note ends. */
  async end(): Promise<readonly string[]> {
    this.#crash = null;
    this.#race = false;
    this.#offline = false;
    this.standIn.heal();
    await this.standIn.settled();
    for (let round = 0; round < 5; round++) {
      this.#now += 3_600_000;
      await sendWaiting(this.#window(this.gitHubs.patient));
      await this.#check();
    }
    const stuck = (await waiting(this.#state)).filter(({ status }) => status !== 'asks');
    assert.deepEqual(stuck, [], 'what can go by itself has gone');
    const states: string[] = [];
    for (const note of this.#queued) {
      this.#now += 3_600_000;
      const last = await this.#send(note, {}, this.gitHubs.patient);
      states.push(last.state);
      await this.#check();
      const [there] = this.#there(note);
      if (last.state === 'undecided') {
        assert.ok(last.ask && last.why, 'a person is asked');
        continue;
      }
      assert.ok(['posted', 'updated', 'unchanged'].includes(last.state), `${last.state}: ${last.why}`);
      const texts = [there?.body ?? '', ...(there?.comments.map(({ body }) => body) ?? [])];
      const newest = new RegExp(`(^|\\n)version ${this.#version(note)}\\n`);
      assert.ok(
        texts.some((text) => newest.test(text)),
        'what was written last is there',
      );
      assert.ok((await waiting(this.#state)).every(({ id }) => !id.startsWith(`note ${note} `)));
    }
    return states;
  }

  /** What must hold whatever happened. */
  async #check(): Promise<void> {
    const entries = await waiting(this.#state);
    for (const note of this.#queued) {
      const count = this.#there(note).length;
      assert.ok(count <= 1, `${note} is posted twice`);
      const shown = entries.find(({ id }) => id.startsWith(`note ${note} `));
      assert.ok(count === 1 || shown, `${note} is neither posted nor waiting nor asked about`);
      if (shown?.status === 'asks') assert.ok(shown.why, 'it says what for');
    }
    for (const { note, text, allowed } of this.#theirs) {
      const [there] = this.#there(note);
      // Or it is still owed to look what an edit of ours replaced there.
      const kept = entries.some(
        ({ type, payload }) =>
          (type === 'restore' && payload.includes(text)) ||
          (type === 'look-back' && payload.includes(`"${note}"`)),
      );
      assert.ok(allowed || kept || there?.body.includes(text), `what somebody wrote in ${note} is lost`);
    }
    const foreign = this.standIn.ledger.discussions.flatMap(({ comments }) => comments);
    assert.ok(foreign.every(({ author }) => author === 'pune-dev'));
  }

  async #post(note: Note): Promise<void> {
    const result = await this.#guarded(() => this.#send(note, {}));
    if (result?.state !== 'undecided') return;
    // The person looks at GitHub, which ends every request within seconds, and answers as it is there.
    await this.standIn.settled();
    const [there] = this.#there(note);
    if (result.ask === 'resend' && there === undefined)
      await this.#guarded(() => this.#send(note, { resend: true }));
    if (result.ask === 'overwrite') {
      for (const each of this.#theirs) each.allowed ||= each.note === note;
      await this.#guarded(() => this.#send(note, { overwrite: true }));
    }
  }

  async #send(
    note: Note,
    yes: { readonly resend?: true; readonly overwrite?: true },
    gitHub?: GitHub,
  ): Promise<PostResult> {
    const { ledger, url } = this.standIn;
    const categoryId = ledger.categories.find(({ name }) => name === 'Handoffs')!.id;
    const ports = this.#window(gitHub, () => this.#queued.add(note));
    return sendNote(
      {
        noteId: note,
        markdown: `# Refunds ${note}\n\nversion ${this.#version(note)}\n`,
        address: { host: url, owner: 'baton-sample', name: 'ledger' },
        place: { kind: 'discussion', categoryId },
        resend: yes.resend ?? false,
        overwrite: yes.overwrite ?? false,
        mayBePublic: true,
      },
      `Refunds ${note}`,
      ports,
    );
  }

  /** A window of its own: it may die, and then it does and writes nothing more. */
  #window(gitHub?: GitHub, queued?: () => void): SenderPorts {
    const dying = this.#crash;
    this.#crash = null;
    let left = dying?.after ?? Infinity;
    let dead = false;
    const operation = async <T>(work: () => Promise<T>): Promise<T> => {
      if (dead) throw new DeathError('dead');
      left--;
      if (left > 0) return work();
      dead = true;
      this.#count('crash');
      if (dying?.effect) await work();
      throw new DeathError('dies');
    };
    const port = gitHub ?? (this.#offline ? this.gitHubs.unreachable : this.gitHubs.online);
    if (!gitHub && this.#offline) this.#count('offline');
    // The network comes back by itself.
    this.#offline = false;
    const watched = new Proxy(port, {
      get: (target, name) => {
        const member: unknown = target[name as keyof GitHub];
        const method = member as (...args: unknown[]) => unknown;
        const isListing = name === 'discussions' || name === 'comments' || name === 'replies';
        if (isListing || typeof member !== 'function') return member;
        return (...args: unknown[]) =>
          operation(async () => {
            if (name === 'updateDiscussion') this.#raced((args[0] as { discussionId: string }).discussionId);
            return method(...args);
          });
      },
    });
    return {
      state: {
        append: async (events) => {
          await operation(() => this.#state.append(events));
          if (events.some(({ kind }) => kind === 'outbox-put')) queued?.();
        },
        read: () => this.#state.read(),
      },
      gitHub: () => Promise.resolve(watched),
      now: () => this.#now,
      pause: () => Promise.resolve(),
    };
  }

  /** Somebody edits between our reading and our writing. */
  #raced(discussionId: string): void {
    const found = this.standIn.ledger.discussions.find(({ id }) => id === discussionId);
    const note = found && noteIdIn(found.body);
    if (!this.#race || !note) return;
    this.#race = false;
    this.#editThere(note as Note, 'race');
  }

  #editThere(note: Note, kind: 'remote edit' | 'race'): void {
    const [there] = this.#there(note);
    if (!there) return;
    this.#count(kind);
    const text = `theirs ${this.#theirs.length}`;
    // They add to what is there, as people do; what was allowed to go before may go on being gone.
    edit(this.standIn.world, there, 'ops-dev', `${text}\n${there.body}`);
    this.#theirs.push({ note, text, allowed: false });
  }

  async #guarded<T>(work: () => Promise<T>): Promise<T | null> {
    try {
      return await work();
    } catch (error) {
      assert.ok(error instanceof UserError || error instanceof DeathError, String(error));
      return null;
    }
  }

  #there(note: Note) {
    return this.standIn.ledger.discussions.filter(({ body }) => noteIdIn(body) === note);
  }

  #version(note: Note): number {
    return this.#versions.get(note) ?? 0;
  }

  #count(kind: string): void {
    this.struck.set(kind, (this.struck.get(kind) ?? 0) + 1);
  }
}
