import type { RefusalReason } from '../../core/ports/github';
import { withoutQuotedCode } from '../../core/post/code';
import { findSecrets, redact, type Finding } from '../../core/secrets/find';
import { destinations, type Destination, type ReviewModel } from '../../protocol';
import type { PreparedPost } from '../../usecases/preparePost';

/** What the person chose on the page. */
export interface ReviewChoices {
  readonly destination: Destination | null;
  readonly category: string | null;
  readonly number: number | null;
  /** Ids of findings that are to be posted as they are. */
  readonly shown: ReadonlySet<string>;
  readonly consents: ReadonlySet<string>;
}

/** What the page knows besides what was prepared. */
export interface ReviewSituation {
  /** Who is signed in at the repository's host, and with which scopes; null when nobody is. */
  readonly session: { readonly account: string; readonly scopes: readonly string[] } | null;
  readonly publicSetting: 'ask' | 'allow' | 'refuse';
  /** Whether the repository holds work that no remote has. */
  readonly hasUnpushedWork: boolean;
  /** Why GitHub refused the last look or post, where a new sign-in would help. */
  readonly refusal: RefusalReason | null;
  /** What GitHub asked to be settled before the note is sent again. */
  readonly ask: 'resend' | 'overwrite' | null;
  /** Of the pull request or issue with the chosen number; null while it is not known. */
  readonly numberTitle: string | null;
  /** What went wrong with the last click. */
  readonly failure: string | null;
  readonly progress: string | null;
  readonly result: ReviewModel['result'];
  /** Lines of the document above the note's body. */
  readonly linesAbove: number;
  /** What is special about those mentioned, by login in lower case. */
  readonly away: ReadonlyMap<string, string>;
  readonly questions: ReviewModel['questions'];
}

export const consentIds = {
  public: 'public',
  code: 'code',
  private: 'private',
  resend: 'resend',
  overwrite: 'overwrite',
} as const;

/** The body as it is posted: what is to be hidden is hidden, and code stays only where its author may publish it. */
export function finalBody(
  prepared: PreparedPost,
  choices: ReviewChoices,
  situation: ReviewSituation,
): string {
  const hidden = prepared.findings.filter(({ id }) => !choices.shown.has(id));
  const body = redact(prepared.body, hidden);
  return guardsCode(prepared, situation) && !choices.consents.has(consentIds.code)
    ? withoutQuotedCode(body).text
    : body;
}

/** The title as it is posted. It is one line that cannot be shown and hidden piece by piece. */
export function finalTitle(prepared: PreparedPost): string {
  return redact(prepared.title, findSecrets(prepared.title));
}

/** Where the note goes: as chosen, else the first place that nothing stands in the way of. */
function chosenDestination(prepared: PreparedPost, choices: ReviewChoices, refused: boolean): Destination {
  if (choices.destination) return choices.destination;
  return destinations.find((kind) => unavailable(kind, prepared, choices, refused) === null) ?? 'copy';
}

/** Everything that the review page shows. */
export function reviewModel(
  prepared: PreparedPost,
  choices: ReviewChoices,
  situation: ReviewSituation,
): ReviewModel {
  const facts = prepared.repository?.facts ?? null;
  const refused = facts?.isPrivate === false && situation.publicSetting === 'refuse';
  const destination = chosenDestination(prepared, choices, refused);
  const category = choices.category ?? prepared.repository?.category?.category.id ?? null;
  const primary = primaryOf(destination, prepared, situation);
  const done = situation.result !== null;
  const consents = done ? [] : consentsOf(prepared, choices, situation, destination, primary);
  const blocked = unavailable(destination, prepared, choices, refused);
  const here = prepared.problems.filter(({ blocks }) => blocks.includes(destination));
  // What GitHub answered does not stop the button: it may answer otherwise now.
  const answered = here.filter(({ kind }) => isAnswer(kind)).map(({ message }) => message);
  const missing = here
    .filter(({ kind }) => !isAnswer(kind) && !isSettled(kind, choices))
    .map(({ message }) => message);
  if (blocked !== null && !missing.includes(blocked)) missing.push(blocked);
  if (primary === 'post' && destination === 'discussion' && facts && category === null)
    missing.push('Choose a category for the Discussion.');
  if (primary === 'post' && destination === 'comment' && facts && situation.numberTitle === null)
    missing.push('Give the number of the pull request or issue to comment on.');
  for (const { text, required, given } of consents) if (required && !given) missing.push(`Confirm: ${text}`);
  const stopped = missing.length > 0 && primary !== 'signIn';
  return {
    title: finalTitle(prepared),
    markdown: withoutIds(finalBody(prepared, choices, situation)),
    repository: prepared.repository && {
      name: `${prepared.repository.address.owner}/${prepared.repository.address.name}`,
      host: prepared.repository.address.host.replace(/^https?:\/\//, ''),
      isPublic: facts && !facts.isPrivate,
      watchers: facts && facts.watchers,
    },
    signedInAs: prepared.repository?.signedInAs ?? situation.session?.account ?? null,
    destinations: destinations.map((kind) => ({
      kind,
      unavailable: unavailable(kind, prepared, choices, refused),
    })),
    destination,
    categories: facts?.categories.map(({ id, name }) => ({ id, name })) ?? [],
    category,
    number: choices.number,
    numberTitle: situation.numberTitle,
    mentions: prepared.mentions.map(({ mention }) => ({
      login: mention.name,
      note: mentionNote(mention, situation),
    })),
    redactions: prepared.findings.map((finding) => shownFinding(finding, choices, situation.linesAbove)),
    consents,
    questions: situation.questions.slice(0, 3),
    problems: done
      ? []
      : [...new Set([...(situation.failure === null ? [] : [situation.failure]), ...answered, ...missing])],
    primary,
    canSubmit: !stopped && situation.progress === null && !done,
    progress: situation.progress,
    result: situation.result,
  };
}

function unavailable(
  kind: Destination,
  prepared: PreparedPost,
  choices: ReviewChoices,
  refused: boolean,
): string | null {
  if (refused && kind !== 'copy')
    return 'Your setting baton.post.publicRepositories refuses public repositories, and this one is public.';
  const problem = prepared.problems.find(
    // GitHub's own refusal may pass with a new sign-in; the place stays choosable.
    (each) => !isAnswer(each.kind) && each.blocks.includes(kind) && !isSettled(each.kind, choices),
  );
  return problem?.message ?? null;
}

/** What GitHub said just now, as opposed to what is known about the note and its place. */
function isAnswer(kind: PreparedPost['problems'][number]['kind']): boolean {
  return kind === 'refused' || kind === 'unavailable';
}

/** A setting that names no category is settled by choosing one. */
function isSettled(kind: PreparedPost['problems'][number]['kind'], choices: ReviewChoices): boolean {
  return kind === 'unknown-category' && choices.category !== null;
}

function primaryOf(
  destination: Destination,
  prepared: PreparedPost,
  { refusal, session }: ReviewSituation,
): ReviewModel['primary'] {
  if (destination === 'copy') return 'copy';
  if (destination === 'browser') return 'open';
  if (!session) return 'signIn';
  if (refusal === 'signed-out' || refusal === 'saml' || refusal === 'scope') return 'signIn';
  // GitHub does not say whether a repository is missing or private and out of this session's reach.
  const unseen = prepared.repository?.facts === null && refusal === 'not-found';
  return unseen && !session.scopes.includes('repo') ? 'signIn' : 'post';
}

function guardsCode(prepared: PreparedPost, { hasUnpushedWork }: ReviewSituation): boolean {
  const isPublic = prepared.repository?.facts?.isPrivate === false;
  return isPublic && hasUnpushedWork && withoutQuotedCode(prepared.body).pieces > 0;
}

function consentsOf(
  prepared: PreparedPost,
  { consents }: ReviewChoices,
  situation: ReviewSituation,
  destination: Destination,
  primary: ReviewModel['primary'],
): ReviewModel['consents'] {
  const found: { id: string; text: string; required: boolean }[] = [];
  const sends = destination !== 'copy';
  const isPublic = prepared.repository?.facts?.isPrivate === false;
  if (primary === 'signIn') {
    const text = 'The repository is private: also ask GitHub for access to private repositories';
    found.push({ id: consentIds.private, text, required: false });
  }
  if (sends && isPublic && situation.publicSetting === 'ask')
    found.push({ id: consentIds.public, text: 'Post where everybody can read it', required: true });
  if (sends && guardsCode(prepared, situation))
    found.push({
      id: consentIds.code,
      text: 'Include quoted code although not all work here is pushed',
      required: false,
    });
  if (situation.ask === 'resend')
    found.push({
      id: consentIds.resend,
      text: 'I looked: the note is not there. Send it again',
      required: true,
    });
  if (situation.ask === 'overwrite')
    found.push({ id: consentIds.overwrite, text: 'Replace what was edited on GitHub', required: true });
  return found.map((each) => ({ ...each, given: consents.has(each.id) }));
}

function shownFinding(
  { id, kind, excerpt, line }: Finding,
  { shown }: ReviewChoices,
  linesAbove: number,
): ReviewModel['redactions'][number] {
  return { id, kind, excerpt, line: line + linesAbove, applied: !shown.has(id) };
}

function mentionNote(
  mention: PreparedPost['mentions'][number]['mention'],
  { away }: ReviewSituation,
): string | null {
  if (mention.kind === 'team') return 'a whole team gets mail';
  if (mention.kind === 'everyone') return 'not a person on GitHub by that name, most likely';
  return away.get(mention.name.toLowerCase()) ?? null;
}

/** Without the hidden ids by which a later draft finds its lines again. */
function withoutIds(markdown: string): string {
  return markdown.replace(/ ?<!-- b:[\w-]{1,64} -->/g, '');
}
