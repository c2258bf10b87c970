// The only file that knows the UI toolkit: everything else asks for a control by what it is for. The toolkit is
// sunset upstream; to replace it, rewrite the bodies below.
import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodeDivider,
  vsCodeDropdown,
  vsCodeOption,
  vsCodeProgressRing,
  vsCodeRadio,
  vsCodeRadioGroup,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';
import { element } from './element';

provideVSCodeDesignSystem().register(
  vsCodeButton(),
  vsCodeCheckbox(),
  vsCodeDivider(),
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

export interface Option {
  readonly value: string;
  readonly text: string;
  /** Said below the text, and the option cannot be chosen. */
  readonly unavailable?: string | null;
}

export function button(text: string, kind: 'primary' | 'secondary', onPress: () => void): HTMLElement {
  const made = make('vscode-button', text);
  made.setAttribute('appearance', kind);
  made.addEventListener('click', onPress);
  return made;
}

/** A button that looks like a link: it does something here and leads nowhere. */
export function linkButton(text: string, onPress: () => void): HTMLButtonElement {
  const made = element('button', 'link', text);
  made.type = 'button';
  made.addEventListener('click', onPress);
  return made;
}

export function checkbox(text: string, checked: boolean, onChange: (checked: boolean) => void): HTMLElement {
  const made = make('vscode-checkbox', text);
  made.checked = checked;
  // The element also fires when the program sets it.
  let last = checked;
  made.addEventListener('change', () => {
    if (made.checked === last) return;
    last = made.checked;
    onChange(made.checked);
  });
  return made;
}

export function dropdown(
  label: string,
  options: readonly Option[],
  chosen: string | null,
  onChange: (value: string) => void,
): HTMLElement {
  const choices = options.map(({ value, text }) => {
    const option = make('vscode-option', text);
    option.setAttribute('value', value);
    if (value === chosen) option.setAttribute('selected', '');
    return option;
  });
  const made = make('vscode-dropdown', ...choices);
  made.setAttribute('aria-label', label);
  made.addEventListener('change', () => onChange(made.value));
  return made;
}

export function radioGroup(
  label: string,
  options: readonly Option[],
  chosen: string,
  onChange: (value: string) => void,
): HTMLElement {
  const radios = options.map(({ value, text, unavailable }) => {
    const radio = make('vscode-radio', text);
    radio.setAttribute('value', value);
    if (unavailable) {
      radio.append(element('span', 'why', unavailable));
      radio.setAttribute('disabled', '');
    }
    return radio;
  });
  const made = make('vscode-radio-group', element('span', 'legend', label), ...radios);
  made.querySelector('.legend')?.setAttribute('slot', 'label');
  made.setAttribute('orientation', 'vertical');
  made.setAttribute('aria-label', label);
  made.setAttribute('value', chosen);
  made.addEventListener('change', (event) => {
    const value = (event.target as ToolkitElement).value;
    if (value !== chosen && (event.target as ToolkitElement).checked) onChange(value);
  });
  return made;
}

/** A field for a short text; `onInput` gets each change. */
export function textField(
  label: string,
  value: string,
  placeholder: string,
  onInput: (value: string) => void,
): HTMLElement {
  const made = make('vscode-text-field', label);
  made.setAttribute('value', value);
  made.setAttribute('placeholder', placeholder);
  made.addEventListener('input', () => onInput(made.value));
  return made;
}

export const divider = (): HTMLElement => make('vscode-divider');

export function progressRing(label: string): HTMLElement {
  const made = make('vscode-progress-ring');
  made.setAttribute('aria-label', label);
  return made;
}

export function setDisabled(control: HTMLElement, disabled: boolean): void {
  (control as ToolkitElement).disabled = disabled;
}
