import { SetMetadata } from '@nestjs/common';

export const BEFORE_PASSWORD_CHANGE = Symbol('before password change');

/** Opens a signed-in route also to a person whose one-time password must be changed first; all others stay shut. */
export function BeforePasswordChange(): MethodDecorator {
  return SetMetadata(BEFORE_PASSWORD_CHANGE, true);
}
