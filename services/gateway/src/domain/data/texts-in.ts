import type { TextPart } from '@countersign/detectors';
import type { JsonValue } from '@countersign/evidence';
import { pointerTo } from '../wire/request/json-pointer.js';
import { isObject, type JsonObject } from '../wire/seam/json-object.js';

/** What a JSON value holds that can be looked through, and how much that cannot. */
export interface Texts {
  /** Every text, and every number long enough to be one of an account, by its place. */
  parts: TextPart[];
  /** Names of members that are no ordinary names, by the place of their object. */
  names: TextPart[];
  /** Images, files, audio: content that no text detector reads. */
  unscannable: number;
}

const opaqueKinds = new Set([
  ...['image', 'image_url', 'input_image', 'input_audio', 'audio', 'input_file', 'file', 'video', 'video_url'],
  ...['document', 'container_upload', 'computer_screenshot'],
]);
/** Bytes that providers sealed for themselves; whoever sends them back cannot write into them. */
const sealedMembers = new Set(['signature', 'encrypted_content', 'encrypted_index', 'encrypted_stdout']);
const binaryMembers = new Set(['file_data', 'input_audio']);
const ordinaryName = /^[A-Za-z_$][A-Za-z_$-]{0,63}$/;
const longestPlainNumber = 99_999_999;

interface Place {
  pointer: string;
  /** Within content that is counted as unscannable already. */
  counted: boolean;
}

/** Collects all texts of a value, unknown members included, so that nothing leaves unread. */
export function textsIn(value: JsonValue): Texts {
  const texts: Texts = { parts: [], names: [], unscannable: 0 };
  collect(value, { pointer: '', counted: false }, texts);
  return texts;
}

function collect(value: JsonValue, at: Place, texts: Texts): void {
  if (typeof value === 'string') collectText(value, at, texts);
  else if (typeof value === 'number') collectNumber(value, at, texts);
  else if (Array.isArray(value)) {
    value.forEach((item, index) => collect(item, { ...at, pointer: `${at.pointer}/${index}` }, texts));
  } else if (isObject(value)) collectObject(value, at, texts);
}

function collectNumber(value: number, { pointer }: Place, texts: Texts): void {
  if (Math.abs(value) > longestPlainNumber) texts.parts.push({ pointer, text: String(value) });
}

function collectText(text: string, { pointer, counted }: Place, texts: Texts): void {
  if (!isBinary(text)) texts.parts.push({ pointer, text });
  else if (!counted) texts.unscannable++;
}

function collectObject(object: JsonObject, { pointer, counted }: Place, texts: Texts): void {
  if (object.type === 'redacted_thinking') return;
  const opaque = object.type === 'base64' || isOpaque(object);
  if (opaque && !counted) texts.unscannable++;
  const below = counted || opaque;
  for (const [key, member] of Object.entries(object)) {
    if (!ordinaryName.test(key)) texts.names.push({ pointer, text: key });
    if (!isUnread(object, key)) collect(member, { pointer: pointerTo(pointer, key), counted: below }, texts);
  }
}

function isUnread({ type }: JsonObject, key: string): boolean {
  return sealedMembers.has(key) || binaryMembers.has(key) || (type === 'base64' && key === 'data');
}

/** Content that is no text. A document of Anthropic's may be one. */
function isOpaque({ type, source }: JsonObject): boolean {
  if (typeof type !== 'string' || !opaqueKinds.has(type)) return false;
  return !(type === 'document' && isObject(source) && (source.type === 'text' || source.type === 'content'));
}

function isBinary(text: string): boolean {
  return text.startsWith('data:') && text.slice(0, 128).includes(';base64,');
}
