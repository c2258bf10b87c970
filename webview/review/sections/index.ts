import type { ReviewSection } from '../../../src/protocol';
import { element } from '../../element';
import { createConsents } from './consents';
import { createDestination } from './destination';
import { createKnown } from './known';
import { createQuestions } from './questions';
import { createReaders } from './readers';
import { createRedactions } from './redactions';
import { createRemoteEdit } from './remoteEdit';
import { createShare } from './share';
import type { SectionView, Send } from './section';

const renderers: { readonly [Kind in ReviewSection['kind']]: (send: Send) => SectionView<Kind> } = {
  consents: createConsents,
  remoteEdit: createRemoteEdit,
  known: createKnown,
  destination: createDestination,
  readers: createReaders,
  redactions: createRedactions,
  questions: createQuestions,
  share: createShare,
};

export interface Sections {
  readonly node: HTMLElement;
  show(sections: readonly ReviewSection[]): void;
}

/** The sections beside the text, in the order in which the model first lists them. */
export function createSections(send: Send): Sections {
  const node = element('div', 'form');
  const views = new Map<ReviewSection['kind'], SectionView>();
  return {
    node,
    show: (sections) => {
      const byKind = new Map(sections.map((each) => [each.kind, each]));
      for (const { kind } of sections) {
        if (views.has(kind)) continue;
        const view = renderers[kind](send) as SectionView;
        views.set(kind, view);
        // Where it stands in the model; what is there already keeps its place, and with it the focus.
        const order = sections.map((each) => each.kind);
        const next = order.slice(order.indexOf(kind) + 1).find((each) => views.has(each));
        node.insertBefore(view.node, next ? (views.get(next)?.node ?? null) : null);
      }
      for (const [kind, view] of views) view.show(byKind.get(kind) ?? null);
    },
  };
}
