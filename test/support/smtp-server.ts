import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A mail server that keeps what it is given: as much of SMTP (RFC 5321) as one client needs that has no account. */
export class SmtpServer {
  readonly messages: string[] = [];
  readonly recipients: string[][] = [];
  /** Answers the end of each message with this instead of taking it, while it is not null. */
  refusal: string | null = null;
  readonly #sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {}

  static async start(): Promise<SmtpServer> {
    const server = createServer();
    const smtp = new SmtpServer(server);
    server.on('connection', socket => {
      smtp.#talk(socket);
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    return smtp;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.address() as AddressInfo).port}`; // of a server that listens
  }

  /** The bodies of the messages, read from quoted-printable (RFC 2045 §6.7). */
  texts(): string[] {
    return this.messages.map(message => {
      const body = message.slice(message.indexOf('\n\n')).replaceAll('=\n', '');
      const bytes = body.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
      return Buffer.from(bytes, 'latin1').toString('utf8');
    });
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise(resolve => this.server.close(resolve));
  }

  #talk(socket: Socket): void {
    const mail = { to: [] as string[], text: '', inData: false };
    let waiting = '';
    this.#sockets.add(socket);
    socket.on('error', () => undefined);
    socket.write('220 mail.example.org\r\n');
    socket.on('data', chunk => {
      waiting += chunk.toString('latin1');
      for (let end = waiting.indexOf('\r\n'); end >= 0; end = waiting.indexOf('\r\n')) {
        const answer = this.#answer(waiting.slice(0, end), mail);
        waiting = waiting.slice(end + 2);
        if (answer !== null) socket.write(`${answer}\r\n`);
      }
    });
  }

  #answer(line: string, mail: { to: string[]; text: string; inData: boolean }): string | null {
    if (mail.inData) return this.#dataLine(line, mail);
    if (line.startsWith('RCPT TO:')) mail.to.push(line.slice(9, -1));
    if (line === 'DATA') mail.inData = true;
    if (line === 'QUIT') return '221 bye';
    return line === 'DATA' ? '354 go on' : '250 ok';
  }

  #dataLine(line: string, mail: { to: string[]; text: string; inData: boolean }): string | null {
    if (line !== '.') {
      mail.text += `${line}\n`;
      return null;
    }
    mail.inData = false;
    if (this.refusal !== null) return this.refusal;
    this.messages.push(mail.text);
    this.recipients.push(mail.to);
    Object.assign(mail, { to: [], text: '' });
    return '250 taken';
  }
}
