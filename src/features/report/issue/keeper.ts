import { addressKey } from '../../../core/post/remote';
import { reportIdIn } from '../../../core/report/issue/marker';
import {
  answersTo,
  keepForm,
  keptForm,
  nothingKept,
  withAnswersTo,
  type KeptForm,
} from '../../../core/report/issue/keptForm';
import { type IssueTemplate } from '../../../core/report/issue/model';
import type { RepositoryAddress } from '../../../core/ports/github';
import type { RepositoryState } from '../../../core/ports/state';
import type { IssueChoices } from './choices';

/**
 * What a person chose and wrote on the page of one report: in the window's memory, and in Baton's own state, so that it
 * is there again when the window was closed meanwhile.
 */
export class FormKeeper {
  #kept: KeptForm = nothingKept;
  readonly #report: string | null;
  #reading: Promise<void> | null = null;

  constructor(
    private readonly state: Pick<RepositoryState, 'append' | 'read'>,
    markdown: string,
  ) {
    this.#report = reportIdIn(markdown);
  }

  /** Reads what was kept, once. */
  read(): Promise<void> {
    return (this.#reading ??= this.#read());
  }

  /** The choices with what was kept of earlier ones; `fresh` when this window has made none yet. */
  recall(choices: IssueChoices, fresh: boolean): IssueChoices {
    const { repository, template } = this.#kept;
    return fresh ? { ...choices, repository, template } : choices;
  }

  /** The choices with the answers to this template. */
  answered(
    choices: IssueChoices,
    place: RepositoryAddress | null,
    template: IssueTemplate | null,
  ): IssueChoices {
    return { ...choices, answers: answersTo(this.#kept, keyOf(place), template) };
  }

  /** Keeps the choices, and the answers that they hold to this template. */
  async keep(
    { repository, template: file, answers }: IssueChoices,
    place: RepositoryAddress | null,
    template: IssueTemplate | null,
  ): Promise<void> {
    const before = this.#kept;
    const kept = withAnswersTo(before, keyOf(place), template, answers);
    this.#kept = { ...kept, repository, template: file };
    if (this.#report === null || JSON.stringify(told(before)) === JSON.stringify(told(this.#kept))) return;
    await this.state.append([keepForm(this.#report, this.#kept, new Date().toISOString())]);
  }

  async #read(): Promise<void> {
    if (this.#report !== null) this.#kept = keptForm((await this.state.read()).events, this.#report);
  }
}

function keyOf(place: RepositoryAddress | null): string {
  return place ? addressKey(place) : '';
}

function told({ repository, template, answers }: KeptForm): unknown {
  return [repository, template, [...answers].map(([form, fields]) => [form, [...fields]])];
}
