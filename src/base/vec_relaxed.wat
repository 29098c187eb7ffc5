;; The products of vec_wasm.c with relaxed SIMD: four narrow rows for each load of the query, `count` a multiple of four.
;; Debian's clang cannot write these instructions, so they are written by hand; wasm/scripts/kernel.mjs assembles them.
;;
;; What a dot product gives depends on the processor unless the values of its second operand are below 128. So 64 is added
;; to each value of a row, and 64 times the sum of the query is taken off. No sum of two products overflows
;; (2 * 127 * 127 < 2^15). So the bits are those of every other form.
(module
  (import "smacs" "memory" (memory 0))

  (func (export "dots") (param $rows i32) (param $count i32) (param $dim i32) (param $query i32) (param $out i32)
    (local $b_rows i32) (local $c_rows i32) (local $d_rows i32) (local $at i32) (local $end i32)
    (local $bias v128) (local $start v128) (local $q v128) (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (local.set $bias (i8x16.splat (i32.const 64)))
    (local.set $end (i32.add (local.get $query) (local.get $dim)))

    ;; sums begin with -64 times the sum of the query
    (local.set $at (local.get $query))
    (loop $more
      (local.set $start (i32x4.relaxed_dot_i8x16_i7x16_add_s
        (v128.load (local.get $at)) (local.get $bias) (local.get $start)))
      (br_if $more (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 16))) (local.get $end))))
    (local.set $start (i32x4.neg (local.get $start)))

    (block $done
      (loop $four
        (br_if $done (i32.eqz (local.get $count)))
        (local.set $b_rows (i32.add (local.get $rows) (local.get $dim)))
        (local.set $c_rows (i32.add (local.get $b_rows) (local.get $dim)))
        (local.set $d_rows (i32.add (local.get $c_rows) (local.get $dim)))
        (local.set $a (local.tee $b (local.tee $c (local.tee $d (local.get $start)))))
        (local.set $at (local.get $query))
        (loop $more
          (local.set $q (v128.load (local.get $at)))
          (local.set $a (i32x4.relaxed_dot_i8x16_i7x16_add_s
            (local.get $q) (i8x16.add (v128.load (local.get $rows)) (local.get $bias)) (local.get $a)))
          (local.set $b (i32x4.relaxed_dot_i8x16_i7x16_add_s
            (local.get $q) (i8x16.add (v128.load (local.get $b_rows)) (local.get $bias)) (local.get $b)))
          (local.set $c (i32x4.relaxed_dot_i8x16_i7x16_add_s
            (local.get $q) (i8x16.add (v128.load (local.get $c_rows)) (local.get $bias)) (local.get $c)))
          (local.set $d (i32x4.relaxed_dot_i8x16_i7x16_add_s
            (local.get $q) (i8x16.add (v128.load (local.get $d_rows)) (local.get $bias)) (local.get $d)))
          (local.set $rows (i32.add (local.get $rows) (i32.const 16)))
          (local.set $b_rows (i32.add (local.get $b_rows) (i32.const 16)))
          (local.set $c_rows (i32.add (local.get $c_rows) (i32.const 16)))
          (local.set $d_rows (i32.add (local.get $d_rows) (i32.const 16)))
          (br_if $more (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 16))) (local.get $end))))

        ;; the lanes of each, summed
        (local.set $q (i32x4.add
          (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23 (local.get $a) (local.get $b))
          (i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31 (local.get $a) (local.get $b))))
        (local.set $a (i32x4.add
          (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23 (local.get $c) (local.get $d))
          (i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31 (local.get $c) (local.get $d))))
        (v128.store (local.get $out) (i32x4.add
          (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23 (local.get $q) (local.get $a))
          (i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31 (local.get $q) (local.get $a))))
        (local.set $rows (local.get $d_rows))
        (local.set $out (i32.add (local.get $out) (i32.const 16)))
        (local.set $count (i32.sub (local.get $count) (i32.const 4)))
        (br $four)))))
