import { parse } from 'yaml';
import { isLegacy } from './legacy';
import type { FormField, IssueRules, IssueTemplate } from './model';

/** A file of `.github/ISSUE_TEMPLATE`, or the single template of old (`legacy.ts`). */
export interface TemplateFile {
  readonly name: string;
  readonly text: string;
}

const longest = 200_000;
const mostFields = 60;

/** Reads the chooser of a repository: its forms, its Markdown templates and its `config.yml`. What is broken is left out. */
export function readRules(files: readonly TemplateFile[]): IssueRules {
  const config = files.find(({ name }) => /^config\.ya?ml$/i.test(name));
  const settings = config ? recordOf(yaml(config.text)) : {};
  const templates = files.flatMap((file): IssueTemplate[] => {
    if (file === config || file.text.length > longest) return [];
    const template = /\.ya?ml$/i.test(file.name)
      ? formOf(file)
      : /\.md$/i.test(file.name) || isLegacy(file.name)
        ? markdownOf(file)
        : null;
    return template ? [template] : [];
  });
  return {
    templates,
    blankAllowed: settings['blank_issues_enabled'] !== false,
    contacts: listOf(settings['contact_links']).flatMap((each) => {
      const { name, url, about } = recordOf(each);
      const address = textOf(url);
      return /^https?:\/\//.test(address) ? [{ name: textOf(name), url: address, about: textOf(about) }] : [];
    }),
  };
}

function formOf({ name: file, text }: TemplateFile): IssueTemplate | null {
  const form = recordOf(yaml(text));
  const body = listOf(form['body']);
  if (body.length === 0 || textOf(form['name']) === '') return null;
  return {
    kind: 'form',
    ...headOf(file, form, form['description']),
    fields: body.slice(0, mostFields).flatMap(fieldOf),
  };
}

function markdownOf({ name: file, text }: TemplateFile): IssueTemplate {
  const front = /^---[ \t]*\r?\n([^]*?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(text);
  const head = front ? recordOf(yaml(front[1] ?? '')) : {};
  const body = front ? text.slice(front[0].length) : text;
  return { kind: 'markdown', ...headOf(file, head, head['about']), body: body.trim() };
}

function headOf(file: string, head: Fields, about: unknown) {
  return {
    file,
    name: textOf(head['name']) || (isLegacy(file) ? 'Issue template' : file.replace(/\.\w+$/, '')),
    about: textOf(about),
    title: textOf(head['title']),
    labels: namesOf(head['labels']),
    assignees: namesOf(head['assignees']),
  };
}

function fieldOf(value: unknown): FormField[] {
  const element = recordOf(value);
  const type = fieldTypes.find((each) => each === element['type']);
  const attributes = recordOf(element['attributes']);
  const label = textOf(attributes['label']);
  if (!type || label === '') return [];
  const options = listOf(attributes['options']).map((option) => {
    const { label: inner, required } = recordOf(option);
    return {
      label: typeof option === 'object' ? textOf(inner) : textOf(option),
      required: required === true,
    };
  });
  return [
    {
      id: textOf(element['id']) || null,
      type,
      label,
      description: textOf(attributes['description']),
      required: recordOf(element['validations'])['required'] === true,
      render: textOf(attributes['render']) || null,
      value: textOf(attributes['value']) || null,
      options,
      multiple: attributes['multiple'] === true,
      chosen: typeof attributes['default'] === 'number' ? attributes['default'] : null,
    },
  ];
}

const fieldTypes = ['input', 'textarea', 'dropdown', 'checkboxes'] as const;

type Fields = Readonly<Record<string, unknown>>;

function yaml(text: string): unknown {
  try {
    return parse(text.slice(0, longest), { maxAliasCount: 50 });
  } catch {
    return null;
  }
}

function recordOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** YAML reads `yes` and `1.0` as what they are; a label is always text. */
function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value).trim()
    : '';
}

/** A list, or names with commas between them. */
function namesOf(value: unknown): readonly string[] {
  const names = Array.isArray(value) ? value.map(textOf) : textOf(value).split(',');
  return names.map((name) => name.trim().replace(/^@/, '')).filter((name) => name !== '');
}
