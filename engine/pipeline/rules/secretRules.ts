// Secrets written into a file that goes to git: tokens by their form, variables by their name.
import type { Diagnostic, TextFix, TextRange } from '../../domain/diagnostic.ts';
import { finding, replaceFix } from '../../domain/finding.ts';
import { hasExpression } from '../expressions.ts';
import { shellPlaces } from '../shell.ts';
import { childOf, entriesOf, follow, textOf, type YamlNode } from '../syntax/yamlTree.ts';
import { visit } from '../syntaxFindings.ts';
import { dropItem } from './listEdits.ts';

/** Forms that makers of tokens document, long enough never to be met by chance. */
const forms: readonly (readonly [kind: string, form: RegExp])[] = [
  ['AWS access key', /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/],
  ['GitHub token', /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{50,})\b/],
  ['GitLab token', /\bglpat-[A-Za-z0-9_-]{20,}/],
  ['Hugging Face token', /\bhf_[A-Za-z]{34}\b/],
  ['OpenAI or Anthropic key', /\bsk-(?:proj-|ant-)?[A-Za-z0-9_-]{32,}/],
  ['Slack token', /\bxox[abprs]-[A-Za-z0-9-]{10,}/],
  ['Google API key', /\bAIza[A-Za-z0-9_-]{35}\b/],
  ['private key', /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/],
  ['password in an address', /\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s:/@'"$]{1,100}:(?![*x]+@)[^\s:/@'"$<{]{3,200}@/],
];
/** What no form does without: one look at a text instead of one for each form. */
const telling = /AKIA|ASIA|gh[pousr]_|github_pat_|glpat-|hf_|sk-|xox|AIza|-BEGIN|:\/\//;
/** Names of variables whose value is a secret. */
const secretName = /(?:^|_)(?:SECRET|PASSWORD|PASSWD|TOKEN|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|CREDENTIALS?)(?:_ID)?$/i;
/** Values that stand for a secret instead of being one, and names of files and settings. */
const harmless =
  /^$|^\$|^<.*>$|^\*+$|^(?:x+|none|null|true|false|dummy|test|changeme|change-me|placeholder|example|unused|secret|password|token|\d{1,3})$|^[./~]|placeholder|^your[-_]|\.(?:json|ya?ml|txt|pem|key)$/i;

/** Findings in all texts below `root`; `text` is what its offsets count in. */
export function secretFindings(root: YamlNode, text: string): readonly Diagnostic[] {
  const named = namedSecrets(childOf(root, 'env')).map(item => withFix(item, removeFix(item, root, text)));
  const formed = secretForms(root, text).map(item => withFix(item, variableFix(item, root, text)));
  return [...named, ...formed.filter(({ range }) => !named.some(item => holds(item.range, range)))];
}

const withFix = (item: Diagnostic, fix: TextFix | null): Diagnostic =>
  fix === null ? item : { ...item, fixes: [{ ...fix, isSure: false }] };

/** Takes the entry of `env` away; whether the shell sets it, a person has to know. */
function removeFix({ args, range }: Diagnostic, root: YamlNode, text: string): TextFix | null {
  const env = childOf(root, 'env');
  const at = env?.kind === 'map' ? env.entries.findIndex(({ value }) => value.start === range.start) : -1;
  const edit = at < 0 ? null : dropItem(root, 'env', at, text);
  return edit && { title: 'remove-variable', args: { name: args.kind ?? '' }, edits: [edit] };
}

/** Variables that the tools of each maker read. */
const variableOf: Readonly<Record<string, string>> = {
  'AWS access key': 'AWS_ACCESS_KEY_ID',
  'GitHub token': 'GITHUB_TOKEN',
  'GitLab token': 'GITLAB_TOKEN',
  'Hugging Face token': 'HF_TOKEN',
  'OpenAI or Anthropic key': 'OPENAI_API_KEY',
  'Slack token': 'SLACK_TOKEN',
  'Google API key': 'GOOGLE_API_KEY',
};

/** The variable in its place, in a command where the shell puts it in. */
function variableFix({ args, range }: Diagnostic, root: YamlNode, text: string): TextFix | null {
  const cmd = childOf(root, 'cmd');
  if (cmd?.kind !== 'scalar' || !holds(cmd, range)) return null;
  const secret = text.slice(range.start, range.end);
  const name = secret.startsWith('sk-ant-') ? 'ANTHROPIC_API_KEY' : variableOf[String(args.kind)];
  const start = cmd.raw.indexOf(secret);
  const [place] = start < 0 ? [] : shellPlaces(cmd.raw, [{ start, end: start + secret.length }]);
  if (name === undefined || (place?.kind !== 'bare' && place?.kind !== 'double')) return null;
  return replaceFix(range, `$${name}`);
}

/** Tokens by their form, in all texts below `root`. */
export function secretForms(root: YamlNode, text: string): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  if (!telling.test(text) || !forms.some(([, form]) => form.test(text))) return found;
  visit(root, node => {
    if (node.kind !== 'scalar') return;
    const source = text.slice(node.start, node.end);
    for (const [kind, form] of forms) {
      const match = form.exec(source);
      const range = {
        start: node.start + (match?.index ?? 0),
        end: node.start + (match?.index ?? 0) + (match?.[0].length ?? 0),
      };
      if (match !== null && !found.some(item => holds(item.range, range))) {
        found.push(finding('secret-literal', range, { kind }));
      }
    }
  });
  return found;
}

const holds = (outer: TextRange, inner: TextRange): boolean => outer.start <= inner.start && outer.end >= inner.end;

/** Variables of a mapping whose name says that their value is a secret. */
export function namedSecrets(variables: YamlNode | undefined): readonly Diagnostic[] {
  const env = follow(variables);
  if (env?.kind !== 'map') return [];
  return entriesOf(env).flatMap(({ key, value }) => {
    const text = textOf(value);
    const isSecret = text !== undefined && secretName.test(key.raw) && !hasExpression(text) && !harmless.test(text);
    return isSecret && value.kind === 'scalar' && value.style !== 'block'
      ? [finding('secret-literal', value, { kind: key.raw })]
      : [];
  });
}
