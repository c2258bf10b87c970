// The only file that knows the UI toolkit: everything else asks for a control by what it is for. The toolkit is
// sunset upstream; to replace it, rewrite the bodies below.
import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodeDropdown,
  vsCodeOption,
  vsCodeProgressRing,
  vsCodeRadio,
  vsCodeRadioGroup,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';
import { element, setText } from './element';

provideVSCodeDesignSystem().register(
  vsCodeButton(),
  vsCodeCheckbox(),
  vsCodeDropdown(),
  vsCodeOption(),
  vsCodeProgressRing(),
  vsCodeRadio(),
  vsCodeRadioGroup(),
  vsCodeTextField(),
);

/** The toolkit's elements as far as Baton uses them. */
interface ToolkitElement extends HTMLElement {
  value: string;
  checked: boolean;
  disabled: boolean;
}

const make = (tag: string, ...children: readonly (Node | string)[]): ToolkitElement => {
  const made = document.createElement(tag) as ToolkitElement;
  made.append(...children);
  return made;
};

/** A control that a program can set without its telling the person's handler. */
export interface Control<T> {
  readonly node: HTMLElement;
  set(value: T): void;
}

export interface Option {
  readonly value: string;
  readonly text: string;
  /** Said below the text, and the option cannot be chosen. */
  readonly unavailable?: string | null;
}

export interface Button {
  readonly node: HTMLElement;
  setText(text: string): void;
  setDisabled(disabled: boolean): void;
}

export function button(text: string, kind: 'primary' | 'secondary', onPress: () => void): Button {
  const node = make('vscode-button', text);
  node.setAttribute('appearance', kind);
  node.addEventListener('click', () => {
    if (!node.disabled) onPress();
  });
  return {
    node,
    setText: (next) => setText(node, next),
    setDisabled: (disabled) => {
      if (node.disabled !== disabled) node.disabled = disabled;
    },
  };
}

/** A button that looks like a link: it does something here and leads nowhere. */
export function linkButton(text: string, onPress: () => void): HTMLButtonElement {
  const made = element('button', 'link', text);
  made.type = 'button';
  made.addEventListener('click', onPress);
  return made;
}

export function checkbox(
  text: string,
  checked: boolean,
  onChange: (checked: boolean) => void,
): Control<boolean> {
  const node = make('vscode-checkbox', text);
  let last = checked;
  node.checked = checked;
  // The element tells of changes that the program made, too.
  node.addEventListener('change', () => {
    if (node.checked === last) return;
    last = node.checked;
    onChange(last);
  });
  const set = (value: boolean) => {
    last = value;
    if (node.checked !== value) node.checked = value;
  };
  return { node, set };
}

export function dropdown(
  label: string,
  options: readonly Option[],
  chosen: string,
  onChange: (value: string) => void,
): Control<string> {
  const choices = options.map(({ value, text }) => {
    const option = make('vscode-option', text);
    option.setAttribute('value', value);
    if (value === chosen) option.setAttribute('selected', '');
    return option;
  });
  const node = make('vscode-dropdown', ...choices);
  node.setAttribute('aria-label', label);
  let last = chosen;
  node.addEventListener('change', () => {
    if (node.value === last) return;
    last = node.value;
    onChange(last);
  });
  const set = (value: string) => {
    last = value;
    if (node.value !== value) node.value = value;
  };
  return { node, set };
}

export function radioGroup(
  label: string,
  options: readonly Option[],
  chosen: string,
  onChange: (value: string) => void,
): Control<string> {
  const radios = options.flatMap(({ value, text, unavailable }) => {
    const radio = make('vscode-radio', text);
    radio.setAttribute('value', value);
    if (!unavailable) return [radio];
    radio.setAttribute('disabled', '');
    return [radio, element('span', 'why', unavailable)];
  });
  const node = make('vscode-radio-group', ...radios);
  node.setAttribute('orientation', 'vertical');
  node.setAttribute('aria-label', label);
  node.setAttribute('value', chosen);
  let last = chosen;
  node.addEventListener('change', () => {
    const { value } = node;
    if (!value || value === last) return;
    last = value;
    onChange(value);
  });
  const set = (value: string) => {
    last = value;
    if (node.value !== value) node.value = value;
  };
  return { node, set };
}

/** A field for a short text; `onInput` gets each change. A program's value never overwrites what is being typed. */
export function textField(
  label: string,
  value: string,
  placeholder: string,
  onInput: (value: string) => void,
): Control<string> {
  const node = make('vscode-text-field', label);
  node.setAttribute('value', value);
  node.setAttribute('placeholder', placeholder);
  node.addEventListener('input', () => onInput(node.value));
  const set = (next: string) => {
    if (document.activeElement !== node && node.value !== next) node.value = next;
  };
  return { node, set };
}

export function progressRing(): HTMLElement {
  const node = make('vscode-progress-ring');
  node.setAttribute('aria-hidden', 'true');
  return node;
}
