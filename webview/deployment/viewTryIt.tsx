// A form from the model's signature that sends one request, and the answer with who gave it and how fast.
import type { Signal } from '@preact/signals';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { formatNumber } from '../../present/format.ts';
import { t } from '../../present/l10n.ts';
import type { TestAnswer } from '../../protocol/deployApi.ts';
import { Button } from '../components/controls.ts';
import { Icon } from '../components/icon.tsx';
import { type Field, fieldsOf, fillForm, readForm } from './form.ts';
import { Section } from './section.tsx';
import { type DeploymentState, type Send, sending, setField } from './state.ts';

interface TryItProps {
  readonly state: Signal<DeploymentState>;
  readonly send: Send;
}

export function TryIt({ state, send }: TryItProps): VNode {
  const { detail, view, test, canAct, link } = state.value;
  const [isTried, setTried] = useState(false);
  if (detail === null) return <Section icon="play" title={t('Try It')} children={null} />;
  const fields = fieldsOf(detail);
  const { row, problems } = readForm(fields, view.form);
  const { exampleRow, deployment } = detail;
  const isServing = deployment.state === 'live' || deployment.state === 'degraded';
  const isReady = canAct && isServing && link.state === 'live' && !test.isSending;
  const submit = (): void => {
    setTried(true);
    if (!isReady || Object.keys(problems).length > 0) return;
    state.value = sending(state.value);
    send({ type: 'send', row });
  };
  if (fields.length === 0)
    return (
      <Section icon="play" title={t('Try It')}>
        <p class="ty-dim">{t('The inputs of this model are not known, so there is no form for them.')}</p>
      </Section>
    );
  return (
    <Section icon="play" title={t('Try It')}>
      <form
        class="ty-try"
        noValidate
        onSubmit={event => {
          event.preventDefault();
          submit();
        }}
      >
        <div class="ty-fields">
          {fields.map(field => (
            <FieldView
              key={field.name}
              field={field}
              text={view.form[field.name] ?? ''}
              problem={isTried ? problems[field.name] : undefined}
              onInput={text => {
                state.value = setField(state.value, field.name, text);
              }}
              onEnter={submit}
            />
          ))}
        </div>
        <div class="ty-try-buttons">
          {exampleRow !== null && (
            <Button
              label={t('Fill with a Row')}
              title={t('A row of the reference data')}
              onClick={() => {
                const form = fillForm(fields, exampleRow);
                state.value = { ...state.value, view: { ...view, form } };
              }}
            />
          )}
          <Button kind="primary" label={t('Send')} disabled={!isReady} onClick={submit} />
          <Outcome test={test} send={send} />
        </div>
      </form>
    </Section>
  );
}

interface FieldProps {
  readonly field: Field;
  readonly text: string;
  readonly problem: string | undefined;
  readonly onInput: (text: string) => void;
  readonly onEnter: () => void;
}

function FieldView({ field: { name, kind }, text, problem, onInput, onEnter }: FieldProps): VNode {
  const id = `field-${name}`;
  return (
    <label class={problem === undefined ? 'ty-input' : 'ty-input ty-input-wrong'} for={id}>
      <span class="ty-input-name">{name}</span>
      <input
        id={id}
        type="text"
        inputMode={kind === 'number' ? 'decimal' : kind === 'integer' ? 'numeric' : 'text'}
        spellcheck={false}
        autocomplete="off"
        value={text}
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? undefined : `${id}-problem`}
        onInput={event => onInput(event.currentTarget.value)}
        onKeyDown={event => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          onEnter();
        }}
      />
      {problem !== undefined && (
        <span class="ty-input-problem" id={`${id}-problem`}>
          {problem}
        </span>
      )}
    </label>
  );
}

function Outcome({ test, send }: { readonly test: DeploymentState['test']; readonly send: Send }): VNode | null {
  if (test.isSending) return <span class="ty-dim">{t('waiting for the answer…')}</span>;
  if (test.refused !== null) return <Failure text={test.refused} />;
  if (test.answer === null) return null;
  const { answer } = test;
  if (answer.error !== null)
    return <Failure text={t('answer {status}: {error}', { status: answer.status, error: answer.error })} />;
  return (
    <output class="ty-answer">
      <strong>{outputText(answer)}</strong>
      <span class="ty-dim">
        v{answer.version ?? '?'} · {formatNumber(answer.latency)} ms
      </span>
      <Button
        kind="icon"
        icon="list-tree"
        label={t('Trace This Request')}
        onClick={() => send({ type: 'trace', id: answer.id })}
      />
    </output>
  );
}

const Failure = ({ text }: { readonly text: string }): VNode => (
  <span class="ty-failure" role="alert">
    <Icon id="error" color="testing.iconFailed" /> {text}
  </span>
);

/** `variable 152.3`; of many values the first. */
const outputText = ({ outputs }: TestAnswer): string =>
  Object.entries(outputs)
    .map(([name, values]) => {
      const shown = values.slice(0, 8).map(value => (typeof value === 'number' ? formatNumber(value) : String(value)));
      return `${name} ${shown.join(', ')}${values.length > 8 ? ' …' : ''}`;
    })
    .join(' · ');
