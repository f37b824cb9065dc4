import { isObject, isOfType, typesOf, type Json, type SchemaObject } from './json-schema.ts';
import { isSame } from './merge-schemas.ts';
import { flatten } from './schema-reader.ts';

const deepest = 8;

/** Whether no value can be valid for both, as far as that is easily seen: `oneOf` needs it, since a grammar cannot exclude. */
export function areDisjoint(root: Json, one: Json, other: Json, path: string, depth = 0): boolean {
  if (depth > deepest) return false;
  const [a, b] = [flatten(root, one, path), flatten(root, other, path)];
  const [typesA, typesB] = [typesOf(a, path), typesOf(b, path)];
  const [listA, listB] = [a['enum'], b['enum']];
  if (Array.isArray(listA) && Array.isArray(listB)) {
    return !listA.some((value: Json) => listB.some((each: Json) => isSame(value, each)));
  }
  // Types count only where they were said: keywords alone leave values of other types alone.
  if (a['type'] !== undefined && b['type'] !== undefined && typesA && typesB) {
    const isShared = typesA.some((type) => typesB.some((each) => isKin(type, each)));
    if (!isShared) return true;
  }
  if (Array.isArray(listA)) return isOutside(listA, b, typesB);
  if (Array.isArray(listB)) return isOutside(listB, a, typesA);
  const areObjects = a['type'] === 'object' && b['type'] === 'object';
  return areObjects && differInProperty(root, a, b, path, depth);
}

function isOutside(list: readonly Json[], schema: SchemaObject, types: ReturnType<typeof typesOf>): boolean {
  return (
    schema['type'] !== undefined && types !== null && !list.some((value) => types.some((type) => isOfType(value, type)))
  );
}

function isKin(one: string, other: string): boolean {
  const kin = (type: string): string => (type === 'integer' ? 'number' : type);
  return kin(one) === kin(other);
}

/** A property that both must have, of different values; or one that one must have and the other may not. */
function differInProperty(root: Json, a: SchemaObject, b: SchemaObject, path: string, depth: number): boolean {
  const [ofA, ofB] = [propertiesOf(a), propertiesOf(b)];
  const isRequired = (schema: SchemaObject, name: string): boolean => {
    const { required } = schema;
    return Array.isArray(required) && required.includes(name);
  };
  const names = new Set([...Object.keys(ofA), ...Object.keys(ofB)]);
  return [...names].some((name) => {
    const [inA, inB] = [ofA[name], ofB[name]];
    if (inA === undefined) return isRequired(b, name) && a['additionalProperties'] === false;
    if (inB === undefined) return isRequired(a, name) && b['additionalProperties'] === false;
    const isInBoth = isRequired(a, name) || isRequired(b, name);
    return isInBoth && areDisjoint(root, inA, inB, path, depth + 1);
  });
}

function propertiesOf({ properties }: SchemaObject): SchemaObject {
  return isObject(properties) ? properties : {};
}
