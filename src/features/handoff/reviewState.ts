import * as vscode from 'vscode';
import { UserError } from '../../core/errors';
import { nextPlaceholder, statePlaceholder } from '../../core/handoff/note';
import {
  RefusedError,
  type GitHub,
  type RefusalReason,
  type RepositoryAddress,
} from '../../core/ports/github';
import { addressKey } from '../../core/post/remote';
import type { MemberNow } from '../../core/team/model';
import { postedTime } from '../../core/time/format';
import { DateTime } from '../../core/time/luxon';
import { openInBrowser } from '../../host/browser';
import type { Services } from '../../host/services';
import type { GitHubSession } from '../../host/sessions';
import type { ReviewFromWebview, ReviewModel } from '../../protocol';
import { preparePost, type PreparedPost } from '../../usecases/preparePost';
import { readTeam } from '../../usecases/readTeam';
import type { Home, Notebook } from './notebook';
import { reviewModel, type ReviewChoices, type ReviewSituation } from './reviewModel';

type Choice = Extract<
  ReviewFromWebview,
  { type: 'destination' | 'category' | 'number' | 'redact' | 'consent' }
>;

export type ReviewServices = Pick<Services, 'git' | 'files' | 'gitHub' | 'sessions' | 'settings' | 'log'>;

/** What is known about one note that is to be posted, and what the person chose. */
export class Review {
  choices: ReviewChoices = {
    destination: null,
    category: null,
    number: null,
    shown: new Set(),
    consents: new Set(),
  };
  progress: string | null = null;
  failure: string | null = null;
  result: ReviewModel['result'] = null;
  ask: ReviewSituation['ask'] = null;
  refusal: RefusalReason | null = null;
  session: GitHubSession | null = null;
  gitHub: GitHub | null = null;
  prepared: PreparedPost | null = null;
  #people: readonly MemberNow[] | null = null;
  #numberTitle: string | null = null;
  #unpushed = false;
  readonly #answers = new Map<string, Promise<unknown>>();

  constructor(
    readonly services: ReviewServices,
    readonly notebook: Notebook,
    readonly document: vscode.TextDocument,
    readonly home: Home,
    readonly noteId: string,
    private readonly open: (address: string) => Promise<void> = openInBrowser,
  ) {}

  /** @throws UserError when the chosen number is that of nothing */
  async choose(message: Choice): Promise<void> {
    const { choices } = this;
    this.failure = null;
    switch (message.type) {
      case 'destination':
        this.choices = { ...choices, destination: message.destination };
        break;
      case 'category':
        this.choices = { ...choices, category: message.category };
        break;
      case 'number':
        this.choices = { ...choices, number: message.number };
        return this.#readNumber();
      case 'redact':
        this.choices = { ...choices, shown: toggled(choices.shown, message.id, !message.applied) };
        break;
      case 'consent':
        this.choices = { ...choices, consents: toggled(choices.consents, message.id, message.given) };
        break;
    }
  }

  /** What GitHub said is asked for anew: before something is posted, and after signing in. */
  forget(): void {
    this.#answers.clear();
  }

  /** Reads what the page shows. With `ask`, GitHub too, if there is a session already. */
  async prepare({ ask, signal }: { readonly ask: boolean; readonly signal?: AbortSignal }): Promise<void> {
    const { home, services } = this;
    const settings = services.settings.current();
    this.refusal = null;
    this.session = null;
    const [{ events }, remotes, tree, people] = await Promise.all([
      home.state.read(),
      home.repository.remotes(signal),
      home.repository.workingTree(signal),
      this.#team(signal),
    ]);
    this.#unpushed = tree.changes.length > 0 || tree.head.upstream === null || tree.head.upstream.ahead > 0;
    const before = this.address;
    this.prepared = await preparePost(
      {
        markdown: this.document.getText(),
        remotes,
        repository: settings.postRepository === 'current' ? null : settings.postRepository,
        category: settings.postCategory === 'ask' ? null : settings.postCategory,
        people,
        events,
        ...(signal && { signal }),
      },
      { gitHub: (host) => (ask ? this.#gitHubAt(host) : Promise.resolve(null)) },
    );
    // A yes was said to one place.
    if (before && JSON.stringify(before) !== JSON.stringify(this.address))
      this.choices = { ...this.choices, consents: new Set() };
  }

  /** Null before anything was prepared. */
  model(): ReviewModel | null {
    return this.prepared && reviewModel(this.prepared, this.choices, this.situation());
  }

  situation(): ReviewSituation {
    return {
      session: this.session,
      publicSetting: this.services.settings.current().postPublic,
      hasUnpushedWork: this.#unpushed,
      refusal: this.refusal,
      ask: this.ask,
      numberTitle: this.#numberTitle,
      failure: this.failure,
      progress: this.progress,
      result: this.result,
      linesAbove: this.#linesAbove(),
      away: awayOf(this.prepared?.mentions.map(({ member }) => member) ?? []),
      questions: this.#questions(),
    };
  }

  get address(): RepositoryAddress | null {
    return this.prepared?.repository?.address ?? null;
  }

  async openResult(): Promise<void> {
    if (this.result?.url) await this.browse(this.result.url);
  }

  /** A browser that does not open (the person may decline) is no failure of what was done before. */
  async browse(address: string): Promise<void> {
    try {
      await this.open(address);
    } catch (error) {
      this.services.log.warn(`the browser did not open: ${String(error)}`);
    }
  }

  async #gitHubAt(host: string): Promise<GitHub | null> {
    this.session = await this.services.sessions.existing(host);
    this.gitHub = this.session && this.services.gitHub(this.session.host, this.session.token);
    const { gitHub } = this;
    if (!gitHub) return null;
    const who = `${this.session?.account} ${this.session?.scopes.join(' ')}`;
    return {
      ...gitHub,
      viewer: (signal) => this.#once(`viewer ${who}`, () => gitHub.viewer(signal)),
      repository: (address, signal) =>
        this.#once(`${addressKey(address)} ${who}`, () => this.#noticing(gitHub.repository(address, signal))),
    };
  }

  /** Each keystroke prepares anew, and does not ask GitHub anew. */
  #once<T>(question: string, ask: () => Promise<T>): Promise<T> {
    const known = this.#answers.get(question) as Promise<T> | undefined;
    if (known) return known;
    const answer = ask();
    this.#answers.set(question, answer);
    answer.catch(() => this.#answers.delete(question));
    return answer;
  }

  /** Why GitHub refused decides whether signing in anew would help. */
  async #noticing<T>(answer: Promise<T>): Promise<T> {
    try {
      return await answer;
    } catch (error) {
      if (error instanceof RefusedError) this.refusal = error.reason;
      throw error;
    }
  }

  async #readNumber(): Promise<void> {
    this.#numberTitle = null;
    const { address, gitHub } = this;
    const { number } = this.choices;
    if (number === null || !address || !gitHub) return;
    const found = await gitHub.commentable(address, number);
    // A later number may have been asked for meanwhile.
    if (number !== this.choices.number) return;
    if (!found)
      throw new UserError(
        vscode.l10n.t('{0} has no pull request or issue #{1}.', `${address.owner}/${address.name}`, number),
      );
    this.#numberTitle = found.title;
  }

  /** Those of the team file; who is mentioned and off hours is said, and nothing else depends on it. */
  async #team(signal: AbortSignal | undefined): Promise<readonly MemberNow[]> {
    if (this.#people) return this.#people;
    const request = {
      directory: this.home.repository.root,
      at: DateTime.now(),
      days: 1,
      inferFromCommits: 'off' as const,
      ...(signal && { signal }),
    };
    try {
      this.#people = (await readTeam(request, this.services)).now.members;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      this.#people = [];
    }
    return this.#people;
  }

  #linesAbove(): number {
    const text = this.document.getText();
    const start = this.prepared ? text.indexOf(this.prepared.body) : -1;
    return start < 0 ? 0 : text.slice(0, start).split('\n').length - 1;
  }

  #questions(): ReviewModel['questions'] {
    const lines = this.document.getText().split(/\r?\n/);
    const asked: readonly [string, string][] = [
      [statePlaceholder, vscode.l10n.t('Where does the work stand?')],
      [nextPlaceholder, vscode.l10n.t('What is the one thing to do next?')],
    ];
    return asked.flatMap(([placeholder, text]) => {
      const line = lines.findIndex((each) => each.includes(placeholder));
      return line < 0 ? [] : [{ text, line: line + 1 }];
    });
  }
}

/** When those who are away are back, by login. */
function awayOf(members: readonly (MemberNow | null)[]): ReadonlyMap<string, string> {
  const now = DateTime.now();
  return new Map(
    members.flatMap((each) => {
      const login = each?.member.login?.toLowerCase();
      const zone = each?.member.zone;
      if (!each || !login || !zone || !each.until || each.state === 'working' || each.state === null)
        return [];
      return [[login, vscode.l10n.t('off until {0}', postedTime(each.until, zone, now))] as const];
    }),
  );
}

function toggled(set: ReadonlySet<string>, id: string, present: boolean): ReadonlySet<string> {
  const next = new Set(set);
  if (present) next.add(id);
  else next.delete(id);
  return next;
}
