/** A field of an issue form that a person fills; `markdown` elements are shown on GitHub and never part of the body. */
export interface FormField {
  readonly id: string | null;
  readonly type: 'input' | 'textarea' | 'dropdown' | 'checkboxes';
  readonly label: string;
  readonly description: string;
  readonly required: boolean;
  /** The language that a textarea's value is rendered as code in. */
  readonly render: string | null;
  /** What the form itself puts there. */
  readonly value: string | null;
  readonly options: readonly { readonly label: string; readonly required: boolean }[];
  readonly multiple: boolean;
  /** Of a dropdown, the index of what is chosen at first. */
  readonly chosen: number | null;
}

interface TemplateHead {
  /** The file's name, without its folder. */
  readonly file: string;
  readonly name: string;
  readonly about: string;
  /** What a title begins with. */
  readonly title: string;
  readonly labels: readonly string[];
  readonly assignees: readonly string[];
}

export type IssueTemplate =
  | (TemplateHead & { readonly kind: 'form'; readonly fields: readonly FormField[] })
  | (TemplateHead & { readonly kind: 'markdown'; readonly body: string });

/** What a repository asks of new issues. */
export interface IssueRules {
  readonly templates: readonly IssueTemplate[];
  readonly blankAllowed: boolean;
  /** Where the chooser sends people instead: chat, security, questions. */
  readonly contacts: readonly { readonly name: string; readonly url: string; readonly about: string }[];
}

/** The values of a form by the field's index; of checkboxes and dropdowns, the labels that are chosen. */
export type FormValues = ReadonlyMap<number, string | readonly string[]>;

/** A new issue as it would be created. */
export interface IssueDraft {
  readonly title: string;
  readonly body: string;
  readonly labels: readonly string[];
  readonly assignees: readonly string[];
}
