import { SaxesParser, type SaxesTagNS } from 'saxes';
import { unreadable } from './unreadable.js';

/** An element of an XML document: names without prefixes, blanks around texts removed. */
export interface XmlElement {
  readonly name: string;
  readonly namespace: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

const MAX_XML_BYTES = 2 ** 20;
const MAX_DEPTH = 24;
const MAX_ELEMENTS = 20_000;
const MAX_ATTRIBUTES = 64;

/**
 * Reads an XML document without anything that reaches outside it or grows: a DOCTYPE, a processing instruction and any
 * entity but the five of XML are refused; at most 24 levels, 20,000 elements, 64 attributes each, 1 MiB.
 * @throws DomainError `document-unreadable`
 */
export function readXml(text: string): XmlElement {
  if (Buffer.byteLength(text) > MAX_XML_BYTES) throw unreadable('too-large');
  return new XmlReader().read(text);
}

/** An element that is still open. */
interface Growing extends XmlElement {
  readonly attributes: Map<string, string>;
  readonly children: XmlElement[];
  text: string;
}

class XmlReader {
  readonly #parser = new SaxesParser({ xmlns: true, defaultXMLVersion: '1.0', forceXMLVersion: true });
  readonly #open: Growing[] = [];
  #root: XmlElement | null = null;
  #elements = 0;

  read(text: string): XmlElement {
    this.#listen();
    try {
      this.#parser.write(text).close();
    } catch (error) {
      throw error instanceof Refused ? unreadable(error.message) : unreadable('xml');
    }
    if (!this.#root) throw unreadable('xml');
    return this.#root;
  }

  #listen(): void {
    const parser = this.#parser;
    const refuse = (what: string) => () => {
      throw new Refused(what);
    };
    parser.on('error', refuse('xml'));
    parser.on('doctype', refuse('xml-doctype'));
    parser.on('processinginstruction', refuse('xml-instruction'));
    parser.on('opentag', tag => {
      this.#openTag(tag);
    });
    parser.on('closetag', () => {
      this.#closeTag();
    });
    parser.on('text', text => {
      this.#addText(text);
    });
    parser.on('cdata', text => {
      this.#addText(text);
    });
  }

  #openTag({ local, uri, attributes }: SaxesTagNS): void {
    const entries = Object.values(attributes);
    this.#elements += 1;
    if (this.#open.length >= MAX_DEPTH || this.#elements > MAX_ELEMENTS) throw new Refused('xml-too-deep-or-large');
    if (entries.length > MAX_ATTRIBUTES) throw new Refused('xml-too-many-attributes');
    const named = new Map(entries.map(({ local: name, value }) => [name, value.trim()]));
    this.#open.push({ name: local, namespace: uri, attributes: named, children: [], text: '' });
  }

  #closeTag(): void {
    const closed = this.#open.pop();
    if (!closed) return;
    closed.text = closed.text.trim();
    const parent = this.#open.at(-1);
    if (parent) parent.children.push(closed);
    else this.#root = closed;
  }

  #addText(text: string): void {
    const open = this.#open.at(-1);
    if (open) open.text += text;
  }
}

/** Stops the parser; its message is a code. */
class Refused extends Error {}
