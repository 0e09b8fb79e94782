interface IconProps {
  readonly className?: string;
}

/** The icons of the player; suomifi-icons has no pause. */
export const PlayIcon = icon('M7 4.5v15l12.5-7.5z');
export const PauseIcon = icon('M6 4.5h4.2v15H6zM13.8 4.5H18v15h-4.2z');
export const BackIcon = icon('M11.5 5v14L2 12zM21.5 5v14L12 12z');
export const ForwardIcon = icon('M12.5 5v14l9.5-7zM2.5 5v14l9.5-7z');

function icon(path: string) {
  return function Icon({ className }: IconProps) {
    return (
      <svg className={className} viewBox="0 0 24 24" width="1em" height="1em" fill="currentColor" aria-hidden="true">
        <path d={path} />
      </svg>
    );
  };
}
