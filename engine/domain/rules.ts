// Every rule of the checker as data: its severity, English template and title of fixes; `present` makes the words.
import { dialectRules } from './dialectRules/dialectRules.ts';
import type { RuleSpec } from './ruleSpec.ts';

export type { RuleSpec } from './ruleSpec.ts';

/** Sorted by area: syntax and schema, pipeline, card. Each has a section of its id in docs/rules.md. */
export const ruleSpecs = {
  'yaml-syntax': { severity: 'error', template: 'This is not valid YAML: {reason}.' },
  'yaml-tab': { severity: 'error', template: 'Tabs cannot indent YAML; only spaces can.' },
  'yaml-documents': {
    severity: 'error',
    template: 'A pipeline file is one document: what follows this «---» is not read.',
  },
  'yaml-aliases': {
    severity: 'error',
    template: 'The aliases stand for more than {limit} values, or for themselves. Write out what is meant.',
  },
  'yaml-old-reading': {
    severity: 'warning',
    template: '«{text}» is text here, but {reading} to readers of YAML 1.1 such as PyYAML. Put it in quotes.',
  },
  'unknown-anchor': { severity: 'error', template: 'No anchor «&{name}» stands before this alias.' },
  'duplicate-key': { severity: 'error', template: 'The key «{key}» is there twice.' },
  'first-here': { severity: 'hint', template: 'The first one is here.' },
  'unknown-key': {
    severity: 'error',
    template: '«{key}» is not a key of {where}. It can have: {known}.',
    near: '«{key}» is not a key of {where}. Did you mean «{nearest}»?',
  },
  'key-of-later-version': {
    severity: 'error',
    template: '«{key}» is not carried out by this version of Trainyard; remove it from {where}.',
  },
  'missing-key': { severity: 'error', template: '{where} needs the key «{key}».' },
  'empty-value': { severity: 'error', template: '«{key}» is empty; it must be {expected}.' },
  'wrong-type': { severity: 'error', template: '«{key}» must be {expected}; this is {found}.' },
  'wrong-value': { severity: 'error', template: '«{key}» must be {expected}; this is «{found}».' },
  'bad-name': {
    severity: 'error',
    template: '«{name}» cannot be a name here: use letters, digits, «-» and «_», a letter or digit first.',
  },
  'bad-variable-name': {
    severity: 'error',
    template: '«{name}» cannot be a variable: use letters, digits and «_», no digit first.',
  },
  'suppression-unknown': {
    severity: 'warning',
    template: 'There is no rule «{rule}», so this silences nothing.',
    near: 'There is no rule «{rule}», so this silences nothing. Did you mean «{nearest}»?',
  },
  // Pipeline
  'expression-syntax': {
    severity: 'error',
    template: 'This expression is not understood. It is written as ${{ params.NAME }} or ${{ datasets.NAME.path }}.',
  },
  'expression-quotes': { severity: 'error', template: 'Inside brackets, text with an expression needs quotes.' },
  'expression-scope': {
    severity: 'error',
    template: 'Expressions know params and datasets; «{scope}» is neither.',
    near: 'Expressions know params and datasets; «{scope}» is neither. Did you mean «{nearest}»?',
  },
  'expression-place': {
    severity: 'error',
    template: 'A value cannot be put in safely here: {reason}. Give it to the command as an argument or under «env».',
  },
  'expression-group': { severity: 'error', template: '«{name}» is a group of values or a list; name one value in it.' },
  'expression-not-here': { severity: 'error', template: 'Expressions are not replaced in «{key}».' },
  'unknown-stage': {
    severity: 'error',
    template: 'There is no stage «{stage}». The pipeline has: {known}.',
    near: 'There is no stage «{stage}». Did you mean «{nearest}»?',
  },
  'unknown-param': {
    severity: 'error',
    template: 'There is no param «{param}».',
    near: 'There is no param «{param}». Did you mean «{nearest}»?',
  },
  'unknown-dataset': {
    severity: 'error',
    template: 'There is no dataset «{dataset}». The pipeline has: {known}.',
    near: 'There is no dataset «{dataset}». Did you mean «{nearest}»?',
  },
  'unknown-environment': {
    severity: 'error',
    template: 'There is no environment «{environment}». The pipeline has: {known}.',
    near: 'There is no environment «{environment}». Did you mean «{nearest}»?',
  },
  'param-unlisted': {
    severity: 'warning',
    template: 'The stage uses the param «{param}» but does not list it under «params», so its runs do not record it.',
  },
  'param-unused': {
    severity: 'info',
    template: 'No stage lists or uses the param «{param}», so its value changes nothing.',
  },
  'param-kind': {
    severity: 'warning',
    template: '«{param}» is {kind} here and {other} in the params file, which this value replaces.',
  },
  'shell-param': {
    severity: 'warning',
    template: 'The shell knows no param: «{param}» is written as «{better}».',
  },
  'params-file-missing': { severity: 'error', template: 'There is no params file «{path}».' },
  cycle: { severity: 'error', template: 'These stages wait for each other: {path}.' },
  'cycle-link': { severity: 'hint', template: 'The circle goes on here.' },
  'cycle-own-output': {
    severity: 'error',
    template: '«{path}» holds «{out}», which this stage writes itself: it would change what it reads.',
  },
  'output-twice': {
    severity: 'error',
    template: '«{path}» is written by the stage «{stage}» too; the later one would destroy it.',
  },
  'output-repeated': { severity: 'error', template: '«{path}» is listed twice as an output of this stage.' },
  'output-nested': {
    severity: 'error',
    template: '«{path}» and «{other}» of the stage «{stage}» lie one inside the other.',
  },
  'output-reserved': {
    severity: 'error',
    template: '«{path}» cannot be an output: it is or holds the pipeline file, git’s folder or a store of runs.',
  },
  'dep-missing': {
    severity: 'error',
    template: '«{path}» is neither a file or folder, nor an output of a stage.',
    near: '«{path}» is neither a file or folder, nor an output of a stage. Did you mean «{nearest}»?',
  },
  'dep-from-root': {
    severity: 'error',
    template: '«{path}» is not in the pipeline’s folder but at the top of the project. From here it is «{nearest}».',
  },
  'path-outside': {
    severity: 'error',
    template: '«{path}» is not inside the project. Paths are relative to the pipeline file and stay in the project.',
  },
  'requirements-missing': {
    severity: 'error',
    template: 'There is no requirements file «{path}».',
    near: 'There is no requirements file «{path}». Did you mean «{nearest}»?',
  },
  'requirements-unpinned': {
    severity: 'info',
    template: '«{path}» leaves the version open of {packages}: built on another day, the environment is another one.',
  },
  'stage-aimless': {
    severity: 'hint',
    template: 'What «{stage}» makes leads to no model, gate, metric or plot of this pipeline.',
  },
  'need-redundant': {
    severity: 'info',
    template: 'The stage reads «{path}», which «{stage}» writes, so it waits for it without this.',
  },
  'timeout-short': {
    severity: 'warning',
    template: 'The last good run of «{stage}» took {took}: with this timeout it would have been stopped.',
  },
  'test-data-same': {
    severity: 'warning',
    template: '«{dataset}» is to test with and has the same file as «{other}», which is to train with.',
  },
  'test-data-leak': {
    severity: 'warning',
    template: '«{stage}» makes the model and reads «{dataset}», which is to test it with.',
  },
  'one-of-keys': { severity: 'error', template: '«{name}» needs exactly one of {keys}.' },
  'key-without-effect': { severity: 'warning', template: '«{key}» has no effect with «{with}».' },
  // Gates and model
  'unknown-gate': {
    severity: 'error',
    template: 'There is no gate «{gate}». The pipeline has: {known}.',
    near: 'There is no gate «{gate}». Did you mean «{nearest}»?',
  },
  'metric-file-unwritten': {
    severity: 'error',
    template: '«{file}» is not a metrics file of the stage «{stage}». It lists: {known}.',
    near: '«{file}» is not a metrics file of the stage «{stage}». Did you mean «{nearest}»?',
  },
  'metric-unknown': {
    severity: 'info',
    template: 'The last run, {run}, has no metric «{metric}».',
    near: 'The last run, {run}, has no metric «{metric}». Did you mean «{nearest}»?',
  },
  'gate-direction': {
    severity: 'warning',
    template: '«{metric} {op} …» lets the worse models pass. Did you mean «{better}»?',
  },
  'gate-value-range': {
    severity: 'warning',
    template: '{metric} cannot be {value}: it lies between {low} and {high}.',
  },
  'gate-percent': {
    severity: 'warning',
    template:
      '{value} and the {measured} of the last run differ in scale: percentages against fractions. Did you mean {better}?',
  },
  'gate-would-fail': {
    severity: 'info',
    template: 'The last run would fail here: {metric} is {measured}, not {op} {bound}.',
  },
  'gate-unused': {
    severity: 'warning',
    template: '«{gate}» keeps no model back: the model does not require it.',
  },
  'alias-unknown': {
    severity: 'warning',
    template: 'No version of «{model}» has the alias «{alias}», so there is nothing to be compared with.',
    near: 'Nothing sets the alias «{alias}». Did you mean «{nearest}»?',
  },
  'artifact-not-out': {
    severity: 'error',
    template: '«{path}» is not an output of a stage, so no run makes it.',
    near: '«{path}» is not an output of a stage. Did you mean «{nearest}»?',
  },
  'model-card-missing': {
    severity: 'warning',
    template: 'There is no model card «{path}».',
    near: 'There is no model card «{path}». Did you mean «{nearest}»?',
  },
  'model-card-other': {
    severity: 'warning',
    template: '«{path}» says that it is the card of another pipeline, «{pipeline}».',
  },
  'package-not-onnx': { severity: 'error', template: 'The format «onnx» packages an ONNX file; «{path}» is none.' },
  'package-not-folder': {
    severity: 'error',
    template:
      '«{path}» is a file, and a model for Python is packaged from the folder that MLflow saves. Save it with mlflow, or export it to ONNX.',
  },
  // Deploy and monitor
  'unknown-target': {
    severity: 'error',
    template: 'There is no deploy target «{target}». The pipeline has: {known}.',
    near: 'There is no deploy target «{target}». Did you mean «{nearest}»?',
  },
  'target-cycle': { severity: 'error', template: 'These targets wait for each other: {path}.' },
  'traffic-not-rising': {
    severity: 'error',
    template: 'Traffic must grow from step to step: {traffic} comes after {before}.',
  },
  'traffic-not-full': { severity: 'error', template: 'The last step must give all traffic: 100, not {traffic}.' },
  'prod-without-gate': {
    severity: 'warning',
    template: '«{target}» takes any version: the model requires no gate, and nobody has to approve.',
  },
  'prod-without-rollback': {
    severity: 'warning',
    template: 'With «recreate» the old version of «{target}» ends first: if the new one fails, nothing is served.',
  },
  'shadow-unjudged': {
    severity: 'warning',
    template: 'No rule of the judge looks at predictions, which is what a shadow is for. Add «prediction_psi».',
  },
  'unknown-signal': {
    severity: 'error',
    template: 'There is no signal «{signal}». The monitor has: {known}.',
    near: 'There is no signal «{signal}». Did you mean «{nearest}»?',
  },
  'unknown-feature': {
    severity: 'warning',
    template: 'The served model has no input «{feature}». It has: {known}.',
    near: 'The served model has no input «{feature}». Did you mean «{nearest}»?',
  },
  'drift-without-reference': {
    severity: 'error',
    template: 'Drift is measured against reference data, and «package» names no «reference».',
  },
  'method-rows': {
    severity: 'warning',
    template: 'With fewer than 500 rows PSI swings by chance; «minimum» is {minimum}.',
  },
  'method-unfit': {
    severity: 'warning',
    template: '«{method}» does not fit «{feature}»: it is {kind}. «auto» takes a method by the kind of column.',
  },
  'alert-before-warn': {
    severity: 'error',
    template: 'With «{op}» the alert at {alert} comes no later than the warning at {warn}.',
  },
  'signal-metric': {
    severity: 'error',
    template: '«{metric}» is no metric of «{type}». It has: {known}.',
  },
  'signal-direction': {
    severity: 'warning',
    template: '«{metric} {op} …» alerts when the model is good. Did you mean «{better}»?',
  },
  'signal-without-bound': {
    severity: 'warning',
    template: '«{signal}» has neither «warn» nor «alert», so it says nothing.',
  },
  'labels-without-delay': {
    severity: 'warning',
    template:
      '«{signal}» needs labels, and «label_delay» does not say how late they come. Write 0s if they come at once.',
  },
  'retrain-without-trigger': {
    severity: 'warning',
    template: '«{signal}» is to retrain, but «triggers» does not list it.',
  },
  'retrain-loop': {
    severity: 'error',
    template: 'Without a cooldown one alert after another would retrain: give «cooldown» a time such as 6h.',
  },
  'secret-literal': {
    severity: 'error',
    template:
      'This looks like a secret ({kind}), and everyone who reads the file could use it. Remove it: variables of the window or shell that starts a run reach its stages.',
  },
  // Card
  'card-front-matter-open': {
    severity: 'error',
    template:
      'The front matter starts with «---» but never ends: a line «---» is missing, so its keys are read as text.',
  },
  'card-front-matter-mark': {
    severity: 'error',
    template: '«---» must stand alone on its line: with {found} after it the Hub finds no front matter.',
  },
  'card-front-matter-late': {
    severity: 'warning',
    template: 'The front matter must be the first thing in the file; the Hub ignores it after other text.',
  },
  'card-not-mapping': { severity: 'error', template: 'Front matter must be «key: value» lines; this is {found}.' },
  'card-duplicate-key': { severity: 'error', template: 'The key «{key}» is there twice.' },
  'card-near-miss-key': { severity: 'error', template: 'Nothing reads the key «{key}». Did you mean «{nearest}»?' },
  'card-wrong-type': { severity: 'error', template: '«{key}» must be {expected}; this is {found}.' },
  'card-yaml-boolean': {
    severity: 'error',
    template: 'Many readers take «{text}» for {value} (YAML 1.1). Put it in quotes.',
  },
  'card-language-unknown': {
    severity: 'error',
    template: '«{language}» is not a language code of ISO 639, such as en or yue.',
  },
  'card-license-form': { severity: 'error', template: 'The licence id is «{nearest}», not «{license}».' },
  'card-license-unknown': {
    severity: 'error',
    template:
      '«{license}» is not a licence id of the Hub. With «other», license_name and license_link can say which it is.',
  },
  'card-license-other': {
    severity: 'info',
    template: 'With «license: other», {missing} should say which licence it is.',
  },
  'card-task-retired': { severity: 'warning', template: 'The task «{task}» is retired; «{successor}» took its place.' },
  'card-task-unknown': {
    severity: 'warning',
    template: '«{task}» is not a task of the Hub, so the model is listed under none.',
  },
  'card-relation-unknown': {
    severity: 'warning',
    template: '«{relation}» is none of adapter, merge, quantized, finetune.',
  },
  'card-base-model-path': {
    severity: 'error',
    template: '«{text}» is {what}, not a model id such as owner/name; a training script may have written it.',
  },
  'card-model-index-shape': {
    severity: 'error',
    template: '{where} needs «{key}»; without it the results are not read.',
  },
  'card-metric-text': {
    severity: 'warning',
    template: 'The value «{text}» is text; readers that compare numbers leave it out.',
  },
  'card-metric-range': { severity: 'error', template: '{metric} cannot be {value}: it lies between {low} and {high}.' },
  'card-metric-differs': { severity: 'error', template: '{metric} is {value} here, but {measured} in run {run}.' },
  'card-run-id': { severity: 'error', template: '«{text}» is not a run id: 32 hexadecimal digits.' },
  'card-placeholder': {
    severity: 'warning',
    template: '«{text}» is one of {count} place(s) that nobody filled in: fill them in or delete them.',
  },
  'card-library-form': { severity: 'warning', template: 'The library id is «{nearest}», not «{library}».' },
  'card-task-contradicts': { severity: 'warning', template: '«{task}» does not go with {what}, which is {other}.' },
  'card-metric-scale': {
    severity: 'warning',
    template: '{metric} is {value} here, as a percentage, and {other} elsewhere in this card, as a fraction.',
  },
  'card-metric-unreported': { severity: 'info', template: '«{metric}» is listed, but no result reports it.' },
  'card-metric-unlisted': { severity: 'hint', template: '«metrics» leaves out what results report: {metrics}.' },
  'card-dataset-differs': {
    severity: 'info',
    template: '«{dataset}» is one letter off «{nearest}», which «datasets» lists.',
  },
  'card-factors-unmeasured': {
    severity: 'info',
    template: '«{section}» names what matters, and every result is of all data together: none tells of one group.',
  },
  'card-sample-model': {
    severity: 'warning',
    template: 'The sample loads «{model}», and this is the card of «{own}».',
  },
  'card-new-version-circle': {
    severity: 'warning',
    template: '«{model}» is {what}: whoever follows «new_version» comes back to where they were.',
  },
  'card-version-unregistered': {
    severity: 'warning',
    template: '«{model}» has no version {version} in the registry; the newest is {newest}.',
  },
  'card-split-train': {
    severity: 'info',
    template: 'These values are of the split «{split}»: on data that the model was trained on they say little.',
  },
  'card-hub-id': { severity: 'error', template: '«{text}» is no id of the Hub, such as owner/name.' },
  'card-dataset-id': {
    severity: 'info',
    template: '«{text}» is no id of the Hub, such as owner/name, so nothing links to the data.',
  },
  'card-base-model-missing': {
    severity: 'warning',
    template: 'The text names {model} as its base, and «base_model» is not there: the Hub does not know of it.',
  },
  'card-relation-contradicts': { severity: 'warning', template: '«{relation}», but {file} says it is «{real}».' },
  'card-license-looser': {
    severity: 'warning',
    template: '«{license}» allows what the licence of {model} does not: what is made from it stays under «{needed}».',
  },
  'card-emissions-bare': { severity: 'info', template: 'Grams of CO₂ without «hardware_used» cannot be compared.' },
  'card-gate-failed': {
    severity: 'warning',
    template: 'The run that this card cites failed the gate «{gate}»: {metric} is {measured}, not {op} {bound}.',
  },
  'card-gate-unreported': {
    severity: 'info',
    template: 'The gate «{gate}» looks at {metric}, which no result of this card reports.',
  },
  'card-run-older': { severity: 'info', template: 'Run {newest} is newer than {run}, which this card cites.' },
  'card-text-differs': { severity: 'warning', template: '{metric} is {value} here, but {other} in the front matter.' },
  'card-param-differs': { severity: 'warning', template: '{param} is {value} here, but run {run} used {used}.' },
  'card-link-broken': {
    severity: 'warning',
    template: 'There is no {what} «{path}».',
    near: 'There is no {what} «{path}». Did you mean «{nearest}»?',
  },
  'card-section-empty': { severity: 'warning', template: '«{section}» says nothing.' },
  'card-section-template': { severity: 'warning', template: '«{section}» only repeats the sentence of the template.' },
  'card-section-missing': {
    severity: 'warning',
    template: '{profile} asks for sections that are not here: {sections}.',
  },
  // Foreign formats
  ...dialectRules,
} as const satisfies Record<string, RuleSpec>;

export type RuleId = keyof typeof ruleSpecs;

/** Titles of quick fixes. */
export const fixTitles = {
  'replace-with': 'Replace with «{text}»',
  'put-in-quotes': 'Put in quotes',
  'ignore-here': 'Ignore «{rule}» here',
  'fix-all': 'Mend everything that has one sure fix ({count})',
  'use-spaces': 'Indent with spaces',
  'make-list': 'Make it a list',
  'list-param': 'List «{param}» under «params»',
  'list-dep': 'List «{path}» under «deps»',
  'remove-need': 'Remove the need of «{stage}»',
  'remove-variable': 'Remove the variable «{name}»: the shell that starts a run can set it',
  'drop-metric': 'Remove «{metric}» from «metrics»',
  'list-metrics': 'List {metrics}',
  'require-gate': 'Require «{gate}»',
  'list-trigger': 'List «{signal}» under «triggers»',
  'close-front-matter': 'End the front matter here',
  'remove-after-mark': 'Remove what follows «---»',
  'move-to-top': 'Move the front matter to the top',
  'add-key': 'Add «{key}»',
  'add-sections': 'Add {count} section(s) to fill in',
  'use-measured': 'Use the value of run {run}: {value}',
} as const satisfies Record<string, string>;
