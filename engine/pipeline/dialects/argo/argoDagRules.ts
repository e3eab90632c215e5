// Rules of the tasks of a DAG and the steps of a list: who waits for whom, and who uses what is not there yet.
import type { Diagnostic, TextFix } from '../../../domain/diagnostic.ts';
import { finding } from '../../../domain/finding.ts';
import { graphOf, runOrder } from '../../graph.ts';
import { childOf, entryOf, follow, itemsOf, textOf } from '../../syntax/yamlTree.ts';
import { spotsIn, unknownName } from '../places.ts';
import { isDynamic } from './argoAround.ts';
import { tagsIn } from './argoTags.ts';
import type { ArgoCall, ArgoTemplate } from './argoWorkflow.ts';

export function dagFindings({ calls, node }: ArgoTemplate, text: string): readonly Diagnostic[] {
  const names = new Set(calls.map(({ name }) => name));
  const unknown = calls.flatMap(call =>
    call.dependencies
      .filter(({ name }) => !names.has(name) && !isDynamic(name))
      .map(spot =>
        unknownName(
          'argo-task-unknown',
          spot,
          [...names].filter(name => name !== call.name),
        ),
      ),
  );
  return [
    ...unknown,
    ...targetFindings(node, names, text),
    ...bothFindings(calls),
    ...calls.flatMap(call => resultFindings(call, text)),
    ...continueFindings(calls),
    ...circles(calls),
    ...unwaited(calls, text),
  ];
}

/** `target` names tasks, with blanks between them. */
function targetFindings(node: ArgoTemplate['node'], names: ReadonlySet<string>, text: string): readonly Diagnostic[] {
  const target = childOf(childOf(node, 'dag'), 'target');
  const written = textOf(target);
  if (target === undefined || written === undefined || isDynamic(written)) return [];
  return spotsIn(text, target, /([\w-]+)/g)
    .filter(({ name }) => !names.has(name))
    .map(spot => unknownName('argo-task-unknown', spot, names));
}

/** All lists of the DAG can become expressions. */
function bothFindings(calls: readonly ArgoCall[]): readonly Diagnostic[] {
  const entries = (key: string) => calls.flatMap(({ node }) => entryOf(node, key) ?? []);
  const [first] = entries('depends');
  const lists = entries('dependencies');
  if (first === undefined || lists.length === 0) return [];
  const edits = lists.flatMap(({ key, value }) => {
    const names = itemsOf(value).flatMap(item => textOf(item) ?? []);
    if (value.kind !== 'list' || !value.flow || names.length === 0) return [];
    return [{ range: { start: key.start, end: value.end }, text: `depends: "${names.join(' && ')}"` }];
  });
  const isWhole = edits.length === lists.length;
  const fixes: readonly TextFix[] = isWhole ? [{ title: 'replace-with', args: { text: 'depends' }, edits }] : [];
  return [finding('argo-depends-both', first.key, {}, { fixes })];
}

const results = ['Succeeded', 'Failed', 'Errored', 'Skipped', 'Omitted', 'Daemoned', 'AnySucceeded', 'AllFailed'];

function resultFindings({ node }: ArgoCall, text: string): readonly Diagnostic[] {
  const depends = childOf(node, 'depends');
  if (depends === undefined || isDynamic(textOf(depends) ?? '')) return [];
  return spotsIn(text, depends, /(?<=[\w-])\.([A-Za-z]\w*)/g)
    .filter(({ name }) => !results.includes(name))
    .map(spot => unknownName('argo-reference-unknown', spot, results, { what: 'result of a task' }));
}

function continueFindings(calls: readonly ArgoCall[]): readonly Diagnostic[] {
  if (!calls.some(({ node }) => entryOf(node, 'depends') !== undefined)) return [];
  return calls.flatMap(({ name, node }) => {
    const entry = entryOf(node, 'continueOn');
    return entry === undefined ? [] : [finding('argo-continue-on', entry.key, { name })];
  });
}

function circles(calls: readonly ArgoCall[]): readonly Diagnostic[] {
  const graph = graphOf(
    calls.map(({ name, dependencies }) => ({ name, deps: [], outs: [], needs: dependencies.map(one => one.name) })),
  );
  const order = runOrder(graph);
  if (order.ok) return [];
  const last = calls.find(({ name }) => name === order.error.at(-1));
  const place = last?.dependencies.find(({ name }) => name === order.error.at(-2))?.range ?? last?.nameNode;
  return place === undefined ? [] : [finding('cycle', place, { path: order.error.join(' → ') })];
}

/** Steps through dependencies, of all tasks together: beyond that nothing is said. */
const mostLooks = 500_000;

/** A task that uses what another gives has to wait for it, if only through others. */
function unwaited(calls: readonly ArgoCall[], text: string): readonly Diagnostic[] {
  const byName = new Map(calls.map(call => [call.name, call]));
  const usesDepends = calls.some(({ node }) => entryOf(node, 'depends') !== undefined);
  const budget = { left: mostLooks };
  return calls.flatMap(call => {
    const told = new Set<string>();
    const direct = new Set(call.dependencies.map(({ name }) => name));
    let waited: ReadonlySet<string> | null | undefined;
    return tagsIn(call.node, text).flatMap(tag => {
      const [scope, name = '', part] = tag.name.split('.');
      if (scope !== 'tasks' || part === undefined || !byName.has(name) || told.has(name)) return [];
      // What a task is, it may say of itself; what it gives, only its hooks may use.
      if (part !== 'outputs' && name === call.name) return [];
      if (direct.has(name)) return [];
      if (waited === undefined) waited = waitedBy(call, byName, budget);
      if (waited === null || waited.has(name)) return [];
      told.add(name);
      const range = { start: tag.range.start + 6, end: tag.range.start + 6 + name.length };
      // A hook runs after its task, which may use its own outputs there.
      if (name === call.name && call.hooks.some(({ node }) => node.start <= range.start && range.end <= node.end))
        return [];
      const fixes = name === call.name ? [] : dependencyFix(call, name, text, usesDepends);
      return [finding('argo-dependency-missing', range, { name }, { fixes })];
    });
  });
}

/** All that a task waits for, if only through others; null when looking went on for too long. */
function waitedBy(
  from: ArgoCall,
  byName: ReadonlyMap<string, ArgoCall>,
  budget: { left: number },
): ReadonlySet<string> | null {
  const seen = new Set<string>();
  const open = [from];
  for (let call = open.pop(); call !== undefined; call = open.pop()) {
    for (const { name } of call.dependencies) {
      if (budget.left-- < 0) return null;
      const next = byName.get(name);
      if (seen.has(name)) continue;
      seen.add(name);
      if (next !== undefined) open.push(next);
    }
  }
  return seen;
}

/** The name goes to the end of the list or expression that is there, or a key for it is made below the task's name. */
function dependencyFix(call: ArgoCall, name: string, text: string, usesDepends: boolean): readonly TextFix[] {
  const insert = (at: number, added: string): readonly TextFix[] => [
    { title: 'add-key', args: { key: name }, edits: [{ range: { start: at, end: at }, text: added }] },
  ];
  const depends = childOf(call.node, 'depends');
  if (depends?.kind === 'scalar' && depends.style !== 'block')
    return /\|\|/.test(depends.raw) ? [] : insert(depends.end, ` && ${name}`);
  const list = follow(childOf(call.node, 'dependencies'));
  if (list?.kind === 'list') {
    const last = list.items.at(-1);
    if (last === undefined) return [];
    const end = last.end + (last.kind === 'scalar' && (last.style === 'single' || last.style === 'double') ? 1 : 0);
    if (list.flow) return insert(end, `, ${name}`);
    const line = text.lastIndexOf('\n', last.start) + 1;
    return insert(end, `\n${/^[ ]*/.exec(text.slice(line))?.[0] ?? ''}- ${name}`);
  }
  const first = entryOf(call.node, 'name');
  if (first === undefined || call.nameNode?.kind !== 'scalar') return [];
  const key = usesDepends ? `depends: ${name}` : `dependencies: [${name}]`;
  const { style } = call.nameNode;
  const end = first.value.end + (style === 'single' || style === 'double' ? 1 : 0);
  if (call.node.flow) return insert(end, `, ${key}`);
  const column = first.key.start - (text.lastIndexOf('\n', first.key.start - 1) + 1);
  return insert(end, `\n${' '.repeat(column)}${key}`);
}

/** Steps of a group start together, groups one after the other. */
export function stepFindings({ calls }: ArgoTemplate, text: string): readonly Diagnostic[] {
  const groups = new Map(calls.map(({ name, group }) => [name, group]));
  return calls.flatMap(call =>
    tagsIn(call.node, text).flatMap(tag => {
      const [scope, name = '', part] = tag.name.split('.');
      const group = groups.get(name);
      if (scope !== 'steps' || part === undefined || group === undefined || group < call.group) return [];
      if (part !== 'outputs' && name === call.name) return [];
      const range = { start: tag.range.start + 6, end: tag.range.start + 6 + name.length };
      const isOfHook = call.hooks.some(({ node }) => node.start <= range.start && range.end <= node.end);
      if (name === call.name && isOfHook) return [];
      return [finding('argo-step-later', range, { name })];
    }),
  );
}
