// What an unquoted scalar means: in the core schema of YAML 1.2, and to readers that still follow YAML 1.1.
import type { ScalarValue } from './yamlTree.ts';

const int = /^[-+]?\d+$/;
const float = /^[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?$/;

/** YAML 1.2, core schema (section 10.3.2). */
export function resolvePlain(raw: string): ScalarValue {
  const first = raw.charCodeAt(0);
  const mayBeNumber = (first >= 48 && first <= 57) || first === 43 || first === 45 || first === 46;
  return mayBeNumber ? resolveNumber(raw) : resolveWord(raw);
}

function resolveNumber(raw: string): ScalarValue {
  if (int.test(raw) || float.test(raw)) return Number(raw);
  if (/^0o[0-7]+$/.test(raw) || /^0x[\da-fA-F]+$/.test(raw)) return Number(raw);
  if (/^[-+]?\.(inf|Inf|INF)$/.test(raw))
    return raw.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return /^\.(nan|NaN|NAN)$/.test(raw) ? Number.NaN : raw;
}

function resolveWord(raw: string): ScalarValue {
  switch (raw) {
    case '':
    case '~':
    case 'null':
    case 'Null':
    case 'NULL':
      return null;
    case 'true':
    case 'True':
    case 'TRUE':
      return true;
    case 'false':
    case 'False':
    case 'FALSE':
      return false;
    default:
      return raw;
  }
}

/**
 * What YAML 1.1 (PyYAML among others) reads where 1.2 reads something else; null where both agree
 * or where the difference hardly matters (dates stay dates as text).
 */
export function oldReading(raw: string): string | null {
  if (/^(yes|Yes|YES|on|On|ON)$/.test(raw)) return 'true';
  if (/^(no|No|NO|off|Off|OFF)$/.test(raw)) return 'false';
  if (/^[-+]?[1-9]\d*(_\d+)+$/.test(raw)) return raw.replaceAll('_', '');
  if (/^[-+]?\d[\d_]*\.[\d_]*$/.test(raw) && raw.includes('_')) return raw.replaceAll('_', '');
  if (/^[-+]?0[0-7]+$/.test(raw)) return String(Number.parseInt(raw, 8));
  if (/^[-+]?[1-9]\d*(:[0-5]?\d)+$/.test(raw)) return String(sexagesimal(raw));
  return null;
}

/** Base 60, as YAML 1.1 reads `12:30`. */
function sexagesimal(raw: string): number {
  const sign = raw.startsWith('-') ? -1 : 1;
  const parts = raw.replace(/^[-+]/, '').split(':');
  return sign * parts.reduce((sum, part) => sum * 60 + Number(part), 0);
}
