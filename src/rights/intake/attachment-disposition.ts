/** Content-Disposition of a file to be saved under `name` (RFC 6266, RFC 8187); never shown in the browser. */
export function attachmentDisposition(name: string): string {
  const encoded = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    mark => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="file"; filename*=UTF-8''${encoded}`;
}
