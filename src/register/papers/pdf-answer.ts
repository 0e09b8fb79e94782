import { StreamableFile } from '@nestjs/common';

/** The body of an answer that is a PDF, for the OpenAPI document. */
export const pdfBody = { schema: { type: 'string', format: 'binary' } } as const;

/** A PDF that a browser keeps under `name`. */
export function asPdf(pdf: Buffer, name: string): StreamableFile {
  return new StreamableFile(pdf, {
    type: 'application/pdf',
    disposition: `attachment; filename="${name}.pdf"`,
    length: pdf.length,
  });
}
