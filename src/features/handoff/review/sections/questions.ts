import * as vscode from 'vscode';
import { openQuestions, withAnswer, type Question } from '../../../../core/handoff/questions';
import { choiceOf, noteStates } from '../../../../core/journal/notes';
import type { JournalEvent } from '../../../../core/journal/events';
import type { RepositoryState } from '../../../../core/ports/state';
import type { QuestionsMessage, QuestionsSection } from '../../../../protocol';
import { changeText } from '../../editing';

/** Which questions of a note its author wants to hear no more of. */
const skippedKey = (note: string): string => `questions.skipped.${note}`;

/** What only the author can answer, three things at most. */
export class Questions {
  #events: readonly JournalEvent[] = [];

  constructor(
    private readonly note: string,
    private readonly document: vscode.TextDocument,
    private readonly state: Pick<RepositoryState, 'append'>,
  ) {}

  /** Takes in what the journal says now. */
  read(events: readonly JournalEvent[]): void {
    this.#events = events;
  }

  shown(): QuestionsSection['questions'] {
    return this.#open().map((question) => ({
      id: question.id,
      text: textOf(question),
      line: question.line,
    }));
  }

  /** Writes an answer to where it belongs in the note, or remembers that the question is skipped. */
  async take(message: QuestionsMessage): Promise<void> {
    const question = this.#open().find(({ id }) => id === message.id);
    if (!question) return;
    if (message.type === 'answer') {
      await changeText(this.document, (text) => {
        const now = this.#open().find(({ id }) => id === question.id);
        return now ? withAnswer(text, now, message.text) : text;
      });
      return;
    }
    const value = [...this.#skipped(), question.id].join(' ');
    const choice = {
      kind: 'choice',
      at: new Date().toISOString(),
      key: skippedKey(this.note),
      value,
    } as const;
    this.#events = [...this.#events, choice];
    await this.state.append([choice]);
  }

  #open(): Question[] {
    const drafted = noteStates(this.#events).get(this.note)?.drafted;
    return openQuestions(
      this.document.getText(),
      drafted?.base ?? '',
      drafted?.asks ?? [],
      new Set(this.#skipped()),
    );
  }

  #skipped(): readonly string[] {
    return choiceOf(this.#events, skippedKey(this.note))?.split(' ') ?? [];
  }
}

function textOf({ lacks, about }: Question): string {
  // The page shows text, not Markdown.
  const plain = about.replace(/[`*]/g, '').replace(/\\([!-/:-@[-`{-~])/g, '$1');
  const said = plain.length > 100 ? `${plain.slice(0, 99).trimEnd()}…` : plain;
  switch (lacks) {
    case 'state':
      return vscode.l10n.t('Where does the work stand?');
    case 'nextAction':
      return vscode.l10n.t('What is the one thing to do next?');
    case 'cause':
      return vscode.l10n.t('Why does this fail? {0}', said);
    case 'push':
      return vscode.l10n.t('Only you have these commits. How does the reader get them? {0}', said);
    case 'why':
      return vscode.l10n.t('Why was this decided? {0}', said);
    case 'deadEnd':
      return vscode.l10n.t('Did this not work, and why? Without an answer it is not posted. {0}', said);
    case 'owner':
      return vscode.l10n.t('Who can unblock this? {0}', said);
  }
}
