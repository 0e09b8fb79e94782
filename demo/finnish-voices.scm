;; The Finnish diphone voices of festvox-suopuhe, with stand-ins for diphones that they lack: without these a line that
;; begins with "o" or "l" starts with a click, and "n" before "k" leaves a gap where Finnish has a velar nasal.

(set! stand_ins '((o o:) (n N) (l L)))

(define (with_stand_ins group name)
  (cons
    (list 'name name)
    (mapcar
      (lambda (row)
        (if (or (eq? (car row) 'alternates_left) (eq? (car row) 'alternates_right))
            (list (car row) (append stand_ins (cadr row)))
            row))
      (cdr group))))

(define (speak_as_woman)
  (voice_suo_fi_lj_diphone)
  (us_db_select (us_diphone_init (with_stand_ins suo_fi_lj_lpc_group "lj_with_stand_ins"))))

(define (speak_as_man)
  (voice_hy_fi_mv_diphone)
  (us_db_select (us_diphone_init (with_stand_ins hy_fi_mv_lpc_group "mv_with_stand_ins"))))
