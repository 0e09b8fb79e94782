import { describe, expect, it } from '@jest/globals';
import { webhookSignature } from './webhook-signature.js';

describe('the signature of a webhook', () => {
  it('is that of the example of Standard Webhooks', () => {
    const body = '{"test": 2432232314}';
    expect(
      webhookSignature('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'msg_p5jXN8AQM9LWM0D4loKWxJek', 1_614_265_330, body),
    ).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });

  it('is another one for another body, moment, id or secret', () => {
    const signed = [
      webhookSignature('secret', 'a', 1, '{}'),
      webhookSignature('secret', 'a', 1, '{ }'),
      webhookSignature('secret', 'a', 2, '{}'),
      webhookSignature('secret', 'b', 1, '{}'),
      webhookSignature('secret2', 'a', 1, '{}'),
    ];
    expect(new Set(signed).size).toBe(signed.length);
  });
});
