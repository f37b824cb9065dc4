import { createElement, Fragment, type ReactNode } from 'react';
import { t } from '../../i18n/translate.ts';
import { Icon } from '../icon.tsx';
import { isOwnAddress, namesAnotherHost } from './classify-link.ts';
import { Formula } from './formula.tsx';
import type { MarkdownInline } from './markdown-tree.ts';
import { plainText } from './plain-text.ts';
import { visibleText } from './visible-text.tsx';
import styles from './markdown.module.css';

const longestShownAddress = 200;

/**
 * Inline nodes stand where they stand: their place is their identity, so they need no keys. They are elements and strings
 * rather than components of ours: a long reply has tens of thousands, and each component would be kept in memory too.
 */
export function inlineElements(nodes: readonly MarkdownInline[]): ReactNode {
  const [only] = nodes;
  if (nodes.length === 1 && only !== undefined) return inlineElement(only);
  return createElement(Fragment, null, ...nodes.map(inlineElement));
}

function inlineElement(node: MarkdownInline): ReactNode {
  switch (node.type) {
    case 'text':
      return visibleText(node.text, 'prose');
    case 'code':
      return (
        <code className={styles.inlineCode} dir="ltr">
          {visibleText(node.text, 'code')}
        </code>
      );
    case 'break':
      return <br />;
    case 'emphasis':
      return <em>{inlineElements(node.children)}</em>;
    case 'strong':
      return <strong>{inlineElements(node.children)}</strong>;
    case 'strikethrough':
      return <del>{inlineElements(node.children)}</del>;
    case 'link':
      return <Link node={node} />;
    case 'dead-link':
      return (
        <bdi>
          {inlineElements(node.children)}
          {isOwnAddress(plainText(node.children), node.address) ? null : (
            <>
              {' '}
              <Address text={node.address} />
            </>
          )}
        </bdi>
      );
    case 'math':
      return <Formula tex={node.tex} source={node.source} isDisplay={node.isDisplay} />;
    case 'image':
      return <ImagePlaceholder alt={node.alt} address={node.address} />;
  }
}

function Link({ node }: { readonly node: Extract<MarkdownInline, { type: 'link' }> }) {
  const { href, host } = node;
  const title = t('markdown.link-leads-to', { host, address: shorten(href) });
  return (
    <bdi>
      <a href={href} target="_blank" rel="noopener noreferrer" title={title}>
        {inlineElements(node.children)}
      </a>
      {namesAnotherHost(plainText(node.children), host) ? <Address text={host} /> : null}
    </bdi>
  );
}

/** An image of a reply is never loaded: fetching it would tell its server that it was read. */
function ImagePlaceholder({ alt, address }: { readonly alt: string; readonly address: string }) {
  return (
    <span className={styles.image} title={t('markdown.image')}>
      <Icon name="file" size={14} className={styles.imageIcon} />
      <span className={styles.imageName}>{alt === '' ? t('markdown.image-unnamed') : visibleText(alt, 'prose')}</span>
      <Address text={address} />
    </span>
  );
}

function Address({ text }: { readonly text: string }) {
  return <bdi className={styles.address}>{visibleText(shorten(text), 'code')}</bdi>;
}

function shorten(address: string): string {
  return address.length <= longestShownAddress ? address : `${address.slice(0, longestShownAddress)}…`;
}
