// Buttons and fields of VS Code's toolkit as Preact components; the one file that imports it, so it can be replaced here.
import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodeDropdown,
  vsCodeOption,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';
import { type ComponentChild, type ComponentChildren, h } from 'preact';

/** Call once before the first render. */
export function registerControls(): void {
  provideVSCodeDesignSystem().register(
    vsCodeButton(),
    vsCodeCheckbox(),
    vsCodeDropdown(),
    vsCodeOption(),
    vsCodeTextField(),
  );
}

interface ButtonProps {
  readonly onClick: () => void;
  readonly label: string;
  /** Codicon id; alone it is an icon button whose label is its title. */
  readonly icon?: string;
  readonly kind?: 'primary' | 'secondary' | 'icon';
  readonly disabled?: boolean;
  /** For buttons that stay down. */
  readonly pressed?: boolean;
  readonly expanded?: boolean;
  /** False keeps it out of the tab order: it is reached another way. */
  readonly tabbable?: boolean;
  readonly title?: string;
}

export function Button(props: ButtonProps): ComponentChild {
  const { label, icon, kind = 'secondary' } = props;
  const glyph =
    icon === undefined
      ? null
      : h('span', {
          class: `codicon codicon-${icon}`,
          slot: kind === 'icon' ? undefined : 'start',
          'aria-hidden': 'true',
        });
  return h(
    'vscode-button',
    {
      class: `ty-button ty-button-${kind}`,
      appearance: kind,
      disabled: props.disabled ?? false,
      tabIndex: props.tabbable === false ? -1 : 0,
      title: props.title ?? (kind === 'icon' ? label : undefined),
      'aria-label': label,
      'aria-pressed': props.pressed === undefined ? undefined : String(props.pressed),
      'aria-expanded': props.expanded === undefined ? undefined : String(props.expanded),
      onClick: (event: Event) => {
        event.stopPropagation();
        props.onClick();
      },
    },
    glyph,
    kind === 'icon' ? null : label,
  );
}

interface CheckboxProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly children: ComponentChildren;
}

export function Checkbox({ checked, onChange, children }: CheckboxProps): ComponentChild {
  return h(
    'vscode-checkbox',
    {
      class: 'ty-checkbox',
      checked,
      onChange: (event: Event) => {
        const now = (event.currentTarget as HTMLInputElement).checked;
        if (now !== checked) onChange(now);
      },
    },
    children,
  );
}

interface TextFieldProps {
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly label: string;
  readonly placeholder: string;
  readonly invalid: boolean;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
}

export function TextField(props: TextFieldProps): ComponentChild {
  return h(
    'vscode-text-field',
    {
      class: props.invalid ? 'ty-field ty-field-invalid' : 'ty-field',
      value: props.value,
      placeholder: props.placeholder,
      spellcheck: false,
      'aria-label': props.label,
      onInput: (event: Event) => props.onInput((event.currentTarget as HTMLInputElement).value),
      onKeyDown: props.onKeyDown,
    },
    h('span', { slot: 'start', class: 'codicon codicon-filter', 'aria-hidden': 'true' }),
  );
}

interface DropdownProps<T extends string> {
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly onChange: (value: T) => void;
  readonly label: string;
}

export function Dropdown<T extends string>({ value, options, onChange, label }: DropdownProps<T>): ComponentChild {
  return h(
    'vscode-dropdown',
    {
      class: 'ty-dropdown',
      'current-value': value,
      value,
      'aria-label': label,
      title: label,
      onChange: (event: Event) => {
        const chosen = options.find(option => option.value === (event.currentTarget as HTMLSelectElement).value);
        if (chosen !== undefined && chosen.value !== value) onChange(chosen.value);
      },
    },
    options.map(option =>
      h('vscode-option', { key: option.value, value: option.value, selected: option.value === value }, option.label),
    ),
  );
}
