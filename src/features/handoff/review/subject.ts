import * as vscode from 'vscode';
import { UserError } from '../../../core/errors';
import type { RepositoryAddress } from '../../../core/ports/github';
import { numberAbout } from '../../../core/post/about';
import { addressKey } from '../../../core/post/remote';
import { withoutMention } from '../../../core/post/unmention';
import { visible } from '../../../core/text/visible';
import type { MemberNow } from '../../../core/team/model';
import { openInBrowser } from '../../../host/browser';
import type { Differences } from '../../../host/differences';
import { askForAnotherAccount } from '../../../host/review/account';
import type { ReviewSubject } from '../../../host/review/subject';
import type { Services } from '../../../host/services';
import type { ReviewChoice, ReviewModel } from '../../../protocol';
import { preparePost, type PreparedPost } from '../../../usecases/post/prepare';
import { changeText } from '../editing';
import type { Home, Notebook } from '../notebook';
import { noChoices, type ReviewChoices, type ReviewSituation } from './choices';
import { GitHubLook } from './look';
import { reviewModel } from './model';
import { awayOf, backAt, peopleNow } from './people';
import { isUnpushed, localWork } from './localWork';
import { planOf } from './plan';
import { Questions } from './sections/questions';
import type { LocalWork } from './sections/share';
import { finalBody } from './text';

export type ReviewServices = Pick<
  Services,
  'git' | 'files' | 'state' | 'gitHub' | 'inbox' | 'sessions' | 'settings' | 'log' | 'sharing'
>;

/** What is known about one note that is to be posted, and what the person chose. */
export class Review implements Omit<ReviewSubject, 'submit'> {
  choices: ReviewChoices = noChoices;
  progress: string | null = null;
  failure: string | null = null;
  result: ReviewModel['result'] = null;
  ask: ReviewSituation['ask'] = null;
  /** What stands on GitHub, where somebody edited it there. */
  there: string | null = null;
  prepared: PreparedPost | null = null;
  look: GitHubLook;
  #people: readonly MemberNow[] | null = null;
  #numberTitle: string | null = null;
  #proposed: string | null = null;
  #trees: readonly LocalWork[] = [];
  readonly #questions: Questions;
  /** How many looks have begun, and which of them the page shows. */
  #begun = 0;
  #shown = 0;

  constructor(
    readonly services: ReviewServices,
    readonly notebook: Notebook,
    readonly document: vscode.TextDocument,
    readonly home: Home,
    readonly noteId: string,
    private readonly differences: Pick<Differences, 'show'>,
    private readonly open: (address: string) => Promise<void> = openInBrowser,
  ) {
    this.look = new GitHubLook(services);
    this.#questions = new Questions(noteId, document, home.state);
  }

  async choose(choice: ReviewChoice): Promise<void> {
    const { choices } = this;
    this.failure = null;
    switch (choice.type) {
      case 'destination':
        this.choices = { ...choices, destination: choice.destination };
        if (choice.destination === 'comment' && choices.number === null) return this.#proposeNumber();
        break;
      case 'repository':
        this.choices = { ...choices, repository: choice.repository, category: null, number: null };
        this.#numberTitle = null;
        return this.prepare({ ask: true });
      case 'category':
        this.choices = { ...choices, category: choice.category };
        break;
      case 'number':
        this.choices = { ...choices, number: choice.number };
        return this.#readNumber();
      case 'redact':
        this.choices = { ...choices, shown: toggled(choices.shown, choice.id, !choice.applied) };
        break;
      case 'consent':
        this.choices = { ...choices, consents: toggled(choices.consents, choice.id, choice.given) };
        break;
      case 'share':
        this.choices = { ...this.choices, share: choice.way };
        break;
      case 'unmention':
        await this.#unmention(choice.login);
        return this.prepare({ ask: true });
      case 'compare':
        await this.#compare();
        break;
      case 'look':
        // Known issues are a report's.
        break;
      case 'answer':
      case 'skip':
        await this.#questions.take(choice);
        return this.prepare({ ask: true });
    }
  }

  async changeAccount(): Promise<void> {
    // The page may be looking anew: what it says of the place may not be there yet.
    if (!this.address) await this.prepare({ ask: true });
    const { address, prepared, services } = this;
    if (!address) return;
    this.failure = null;
    const isPublic = prepared?.repository?.facts?.isPrivate === false;
    if (!(await askForAnotherAccount(services, address.host, isPublic))) return;
    this.forget();
    await this.prepare({ ask: true });
  }

  forget(): void {
    this.look.forget();
  }

  async prepare({ ask, signal }: { readonly ask: boolean; readonly signal?: AbortSignal }): Promise<void> {
    const { home, services } = this;
    const settings = services.settings.current();
    const turn = ++this.#begun;
    const look = this.look.anew();
    const [{ events }, remotes, trees, people] = await Promise.all([
      home.state.read(),
      home.repository.remotes(signal),
      localWork(home, this.notebook, signal),
      this.#people ?? peopleNow(home.repository.root, services, signal),
    ]);
    const chosen = this.prepared?.candidates.find(
      ({ address }) => addressKey(address) === this.choices.repository,
    );
    const prepared = await preparePost(
      {
        markdown: this.document.getText(),
        remotes,
        repository: settings.postRepository === 'current' ? null : settings.postRepository,
        repositoryForPublic: settings.postForPublic,
        ...(chosen && { chosen: chosen.address }),
        category: settings.postCategory === 'ask' ? null : settings.postCategory,
        people,
        events,
        ...(signal && { signal }),
      },
      { gitHub: (host) => (ask ? look.at(host) : Promise.resolve(null)) },
    );
    // Typing, a click and a sign-in each begin a look: what an earlier one saw must not replace what a later one saw.
    if (turn < this.#shown) return;
    this.#shown = turn;
    const before = this.address;
    this.look = look;
    this.prepared = prepared;
    this.#people = people;
    this.#questions.read(events);
    this.#trees = trees;
    // A yes was said to one place.
    if (before && JSON.stringify(before) !== JSON.stringify(this.address))
      this.choices = { ...this.choices, consents: new Set() };
    const { destination } = planOf(this.prepared, this.choices, this.situation());
    if (ask && destination === 'comment' && this.choices.number === null) await this.#proposeNumber();
  }

  model(): ReviewModel | null {
    return this.prepared && reviewModel(this.prepared, this.choices, this.situation());
  }

  situation(): ReviewSituation {
    return {
      session: this.look.session,
      publicSetting: this.services.settings.current().postPublic,
      hasUnpushedWork: this.#trees.some(isUnpushed),
      trees: this.#trees,
      refusal: this.look.refusal,
      ask: this.ask,
      rolling: this.#rolling(),
      there: this.ask === 'overwrite' ? this.there : null,
      numberTitle: this.#numberTitle,
      failure: this.failure,
      progress: this.progress,
      result: this.result,
      linesAbove: this.#linesAbove(),
      away: awayOf(this.prepared?.mentions.map(({ member }) => member) ?? []),
      questions: this.#questions.shown(),
    };
  }

  get address(): RepositoryAddress | null {
    return this.prepared?.repository?.address ?? null;
  }

  /** A browser that does not open (the person may decline) is no failure of what was done before. */
  async browse(address: string): Promise<void> {
    try {
      await this.open(address);
    } catch (error) {
      this.services.log.warn(`the browser did not open: ${String(error)}`);
    }
  }

  #rolling(): number | null {
    const { address } = this;
    const name = address ? `${address.owner}/${address.name}`.toLowerCase() : '';
    return this.services.settings.current().rolling.get(name) ?? null;
  }

  /** The pull request or issue that the note is about, if it is one of this repository. */
  async #proposeNumber(): Promise<void> {
    const { address } = this;
    const { gitHub } = this.look;
    const number = numberAbout(this.document.getText());
    if (number === null || !address || !gitHub) return;
    // Asked once for each place: typing goes on meanwhile.
    const question = `${addressKey(address)} ${number}`;
    if (this.#proposed === question) return;
    this.#proposed = question;
    // A proposal that cannot be made is none.
    const found = await gitHub.commentable(address, number).catch(() => null);
    if (!found || this.choices.number !== null) return;
    this.choices = { ...this.choices, number: found.number };
    this.#numberTitle = visible(found.title);
  }

  /** The mention becomes a plain name; of a person who is off, what was written beside it becomes a question. */
  async #unmention(login: string): Promise<void> {
    const mentioned = this.prepared?.mentions.find(({ mention }) => mention.name === login);
    if (!mentioned) return;
    const { mention, member } = mentioned;
    const answerBy = member ? backAt(member) : null;
    await changeText(this.document, (text) =>
      withoutMention(
        text.replace(/\r\n/g, '\n'),
        login,
        member?.member.name ?? login,
        mention.kind === 'person' ? { answerBy } : null,
      ),
    );
  }

  async #compare(): Promise<void> {
    if (this.there === null || !this.prepared) return;
    const title = vscode.l10n.t('On GitHub ↔ As it would be posted');
    await this.differences.show(title, this.there, finalBody(this.prepared, this.choices, this.situation()));
  }

  async #readNumber(): Promise<void> {
    this.#numberTitle = null;
    const { address } = this;
    const { gitHub } = this.look;
    const { number } = this.choices;
    if (number === null || !address || !gitHub) return;
    const found = await gitHub.commentable(address, number);
    // A later number may have been asked for meanwhile.
    if (number !== this.choices.number) return;
    if (!found)
      throw new UserError(
        vscode.l10n.t('{0} has no pull request or issue #{1}.', `${address.owner}/${address.name}`, number),
      );
    this.#numberTitle = visible(found.title);
  }

  #linesAbove(): number {
    const text = this.document.getText();
    const start = this.prepared ? text.indexOf(this.prepared.body) : -1;
    return start < 0 ? 0 : text.slice(0, start).split('\n').length - 1;
  }
}

function toggled(set: ReadonlySet<string>, id: string, present: boolean): ReadonlySet<string> {
  const next = new Set(set);
  if (present) next.add(id);
  else next.delete(id);
  return next;
}
