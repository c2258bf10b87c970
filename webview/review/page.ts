import type { ReviewFromWebview, ReviewModel } from '../../src/protocol';
import { button, linkButton, progressRing } from '../controls';
import { element, setAttribute, setText } from '../element';
import { renderMarkdown } from './markdown';
import { createSections } from './sections';

export interface ReviewPage {
  readonly node: HTMLElement;
  show(model: ReviewModel): void;
}

/** The page before something is sent: the text as it will look, the sections beside it, and one button. */
export function createReviewPage(send: (message: ReviewFromWebview) => void): ReviewPage {
  const where = element('h1', 'where');
  where.tabIndex = -1;
  const account = element('p', 'quiet');
  const banner = element('p', 'public');
  const title = element('h2', 'note-title');
  const note = element('div', 'note-body');
  const problems = element('ul', 'problems');
  const status = element('p', 'progress');
  const result = element('p', 'result');
  // Speaks when something happened that the person asked for; nothing here changes by itself.
  const news = element('div', 'news', problems, status, result);
  news.setAttribute('aria-live', 'polite');
  const sections = createSections(send);
  const primary = button('', 'primary', () => {
    pressed = true;
    send({ type: 'submit' });
  });
  const cancel = button('Cancel', 'secondary', () => send({ type: 'cancel' }));
  const article = element('article', 'note', title, note);
  const node = element(
    'main',
    'review',
    element('header', '', where, account, banner),
    element('div', 'columns', article, sections.node),
    element('footer', '', news, element('div', 'buttons', primary.node, cancel.node)),
  );
  node.hidden = true;
  let last: ReviewModel | null = null;
  /** The main button was pressed, and nothing else has the focus since. */
  let pressed = false;

  const showResult = (model: ReviewModel) => {
    result.hidden = model.result === null;
    if (!model.result || (last?.result?.text === model.result.text && last.result.url === model.result.url))
      return;
    const { text, url } = model.result;
    const open = url === null ? [] : [' ', linkButton('Open', () => send({ type: 'openResult' }))];
    result.replaceChildren(text, ...open);
    result.querySelector('button')?.focus();
  };
  const showProgress = (model: ReviewModel) => {
    status.hidden = model.progress === null;
    if (model.progress === last?.progress) return;
    status.replaceChildren(...(model.progress === null ? [] : [progressRing(), model.progress]));
  };
  const showProblems = (model: ReviewModel) => {
    problems.hidden = model.problems.length === 0;
    if (last?.problems.join('\n') === model.problems.join('\n')) return;
    problems.replaceChildren(...model.problems.map((problem) => element('li', '', problem)));
  };

  const accountOf = ({ signedInAs, canChangeAccount }: ReviewModel): (Node | string)[] => [
    signedInAs === null ? '' : `Signed in as ${signedInAs}`,
    ...(canChangeAccount ? [' ', linkButton('Change…', () => send({ type: 'account' }))] : []),
  ];
  const show: ReviewPage['show'] = (model) => {
    setText(where, model.heading);
    setAttribute(article, 'aria-label', model.label);
    if (last?.signedInAs !== model.signedInAs || last.canChangeAccount !== model.canChangeAccount)
      account.replaceChildren(...accountOf(model));
    account.hidden = model.signedInAs === null;
    const isPublic = model.isPublic === true;
    banner.hidden = !isPublic;
    if (isPublic && banner.childNodes.length === 0)
      banner.append(
        element('strong', '', 'PUBLIC'),
        ' Everybody on the internet can read what you post here.',
      );
    setText(title, model.title);
    if (model.markdown !== last?.markdown) note.replaceChildren(renderMarkdown(model.markdown));
    sections.show(model.sections);
    showProblems(model);
    showProgress(model);
    showResult(model);
    const done = model.result !== null;
    primary.setText(model.primary);
    primary.node.hidden = done;
    primary.setDisabled(!model.canSubmit || model.progress !== null);
    cancel.setText(done ? 'Close' : 'Cancel');
    sections.node.inert = done || model.progress !== null;
    node.hidden = false;
    if (last === null) where.focus();
    keepFocus(model);
    last = model;
  };
  /**
   * A button that cannot be pressed any more loses the focus: what is asked instead is reached from the top. Whoever
   * went to the editor meanwhile stays there; from signing in one comes back.
   */
  const keepFocus = ({ progress, canSubmit, result: done, signedInAs }: ReviewModel): void => {
    if (!pressed || progress !== null) return;
    pressed = false;
    if (done !== null) return;
    const isBack = last?.signedInAs === null && signedInAs !== null;
    if (!isBack && !document.hasFocus()) return;
    if (document.activeElement !== document.body && document.activeElement !== primary.node) return;
    if (canSubmit) primary.node.focus();
    else where.focus();
  };
  return { node, show };
}
