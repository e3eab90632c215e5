// Who writes what: the outputs of all stages made ready for look-ups, kept while no stage writes anything else.
import type { ProjectPath } from '../../domain/ids.ts';
import { folderOf, hasFolderAround } from '../projectPath.ts';
import type { StagePaths } from './stagePaths.ts';

/** Stages are numbers: their places in the file, so that other names and other deps change nothing here. */
export interface OutsIndex {
  /** Stages that write a path. */
  readonly makers: ReadonlyMap<ProjectPath, readonly number[]>;
  /** Stages that write something below a folder. */
  readonly inside: ReadonlyMap<ProjectPath, readonly number[]>;
  /** Paths by the folder they lie in. */
  readonly byFolder: ReadonlyMap<ProjectPath, readonly ProjectPath[]>;
  /** An output has no value yet: it may be any path. */
  readonly isOpen: boolean;
}

/** The index of a document from check to check: a changed stage changes its own entries alone. */
export interface Writers {
  /** Made on first use. */
  index(): OutsIndex;
  /** Another object once something that was written when it was last asked for is written no more. */
  readonly basis: object;
  /** `stages` from now on; `before` are the old paths of those at `changed`. */
  update(stages: readonly Writing[], changed: readonly { readonly at: number; readonly before: StagePaths }[]): void;
}
/** What the index looks at. */
export interface Writing {
  readonly name: string;
  readonly paths: Pick<StagePaths, 'graph' | 'outs'> & Partial<Pick<StagePaths, 'written'>>;
}

export function createWriters(first: readonly Writing[]): Writers {
  let stages: readonly Writing[] | null = first;
  let made: MutableIndex | null = null;
  let basis = {};
  /** Paths that somebody wrote under this basis and nobody writes now. */
  const lost = new Set<ProjectPath>();
  return {
    index() {
      if (made === null) {
        made = emptyIndex();
        for (const [i, { paths }] of (stages ?? []).entries()) add(made, paths, i);
        stages = null;
      }
      return made;
    },
    get basis() {
      if (lost.size > 0) basis = {};
      lost.clear();
      return basis;
    },
    update(now, changed) {
      if (made === null) {
        stages = now;
        basis = {};
        return;
      }
      for (const { at, before } of changed) {
        const paths = now[at]?.paths;
        const isSame = paths?.written !== undefined && paths.written === before.written;
        if (paths === undefined || isSame) continue;
        remove(made, before, at);
        add(made, paths, at);
        for (const path of before.graph.outs) if (!made.makers.has(path)) lost.add(path);
        for (const path of paths.graph.outs) lost.delete(path);
      }
    },
  };
}

interface MutableIndex {
  readonly makers: Map<ProjectPath, number[]>;
  readonly inside: Map<ProjectPath, number[]>;
  readonly byFolder: Map<ProjectPath, ProjectPath[]>;
  /** Outputs without a value. */
  open: number;
  readonly isOpen: boolean;
}
const emptyIndex = (): MutableIndex => ({
  makers: new Map(),
  inside: new Map(),
  byFolder: new Map(),
  open: 0,
  get isOpen() {
    return this.open > 0;
  },
});

function add(index: MutableIndex, { graph, outs }: Writing['paths'], stage: number): void {
  for (const path of graph.outs) {
    append(index.makers, path, stage);
    for (let folder = folderOf(path); folder !== ''; folder = folderOf(folder)) append(index.inside, folder, stage);
  }
  for (const { path, isOpen } of outs) {
    if (isOpen) index.open += 1;
    if (path !== null) append(index.byFolder, folderOf(path), path);
  }
}

function remove(index: MutableIndex, { graph, outs }: Writing['paths'], stage: number): void {
  for (const path of graph.outs) {
    takeOut(index.makers, path, stage);
    for (let folder = folderOf(path); folder !== ''; folder = folderOf(folder)) takeOut(index.inside, folder, stage);
  }
  for (const { path, isOpen } of outs) {
    if (isOpen) index.open -= 1;
    if (path !== null) takeOut(index.byFolder, folderOf(path), path);
  }
}

function takeOut<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  const at = list?.indexOf(value) ?? -1;
  if (list === undefined || at < 0) return;
  if (list.length === 1) map.delete(key);
  else list.splice(at, 1);
}

/** Whether a stage writes nothing that meets an output of its own or another stage. */
export const writesAlone = ({ makers, inside }: OutsIndex, { outs }: StagePaths): boolean =>
  outs.every(
    ({ path, isOpen, isReserved }) =>
      isOpen ||
      (path !== null &&
        !isReserved &&
        makers.get(path)?.length === 1 &&
        !inside.has(path) &&
        !hasFolderAround(path, folder => makers.has(folder))),
  );

/** Whether a stage writes a path, something in it, or a folder around it. */
export function isMade({ makers, inside }: OutsIndex, path: ProjectPath): boolean {
  return makers.has(path) || inside.has(path) || hasFolderAround(path, folder => makers.has(folder));
}

/** The place of the stage of a name. */
type PlaceOf = (name: string) => number | undefined;

/** Calls `meet` with every stage that one waits for, itself too where it needs its own name; ends when `meet` says so. */
export function eachAwaited(
  { makers, inside }: OutsIndex,
  { paths: { graph } }: Writing,
  byName: PlaceOf,
  meet: (other: number, isNeed: boolean) => boolean,
): boolean {
  const meetAll = (others: readonly number[] | undefined): boolean => {
    if (others !== undefined) for (const other of others) if (meet(other, false)) return true;
    return false;
  };
  for (const dep of graph.deps) {
    if (meetAll(makers.get(dep)) || meetAll(inside.get(dep))) return true;
    for (let folder = folderOf(dep); folder !== ''; folder = folderOf(folder))
      if (meetAll(makers.get(folder))) return true;
  }
  for (const need of graph.needs) {
    const other = byName(need);
    if (other !== undefined && meet(other, true)) return true;
  }
  return false;
}

/** Whether a stage waits for itself, through others or by a need of its own name. */
export function closesCycle(index: OutsIndex, stages: readonly Writing[], byName: PlaceOf, start: number): boolean {
  const seen = new Set<number>();
  const open = [start];
  const meet = (other: number): boolean => {
    if (other === start) return true;
    if (seen.has(other)) return false;
    seen.add(other);
    open.push(other);
    return false;
  };
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const stage = stages[at];
    if (stage !== undefined && eachAwaited(index, stage, byName, meet)) return true;
  }
  return false;
}

const isOpen = 1;
const isDone = 2;

/** Whether no stage waits for itself; reading an output of its own is no waiting. Names are distinct. Most files are in order. */
export function isAcyclic(index: OutsIndex, stages: readonly Writing[], byName: PlaceOf): boolean {
  if (
    stages.every(
      (stage, i) => !eachAwaited(index, stage, byName, (other, isNeed) => other > i || (isNeed && other === i)),
    )
  )
    return true;
  const states = new Uint8Array(stages.length);
  const path: { readonly stage: number; readonly awaited: readonly number[]; next: number }[] = [];
  const enter = (at: number): void => {
    const awaited: number[] = [];
    const stage = stages[at];
    const meet = (other: number, isNeed: boolean): boolean => {
      if ((other !== at || isNeed) && states[other] !== isDone) awaited.push(other);
      return false;
    };
    if (stage !== undefined) eachAwaited(index, stage, byName, meet);
    states[at] = isOpen;
    path.push({ stage: at, awaited, next: 0 });
  };
  for (let first = 0; first < stages.length; first++) {
    if (states[first] !== isDone) enter(first);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const other = top.awaited[top.next++];
      if (other === undefined) {
        states[top.stage] = isDone;
        path.pop();
      } else if (states[other] === isOpen) return false;
      else if (states[other] !== isDone) enter(other);
    }
  }
  return true;
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
