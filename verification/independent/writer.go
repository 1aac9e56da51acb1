package main

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const origin = "go.example/log"

// write makes DIR/log, DIR/half.checkpoint (of half the size), DIR/vkey, DIR/witness.vkey, and for some entries
// DIR/<index>.tlog-proof and DIR/<index>.entry.
func write(dir string, size int64) {
	secret, vkey, err := note.GenerateKey(rand.Reader, origin)
	check(err)
	signer, err := note.NewSigner(secret)
	check(err)
	public, private, err := ed25519.GenerateKey(rand.Reader)
	check(err)
	typed := append([]byte{4}, public...)
	name := "witness.example/go"
	witness := fmt.Sprintf("%s+%08x+%s", name, keyHash(name, typed), base64.StdEncoding.EncodeToString(typed))
	put(filepath.Join(dir, "vkey"), []byte(vkey))
	put(filepath.Join(dir, "witness.vkey"), []byte(witness))

	var stored hashes
	var all [][]byte
	for i := int64(0); i < size; i++ {
		entry := []byte(strings.Repeat(fmt.Sprintf("entry %d;", i), int(i%40)))
		all = append(all, entry)
		stored = grow(stored, i, tlog.RecordHash(entry))
	}
	log := filepath.Join(dir, "log")
	for _, t := range tilesOf(size) {
		data, err := tlog.ReadTileData(t, stored)
		check(err)
		put(filepath.Join(log, path(t)), data)
		if t.L == 0 {
			var bundle []byte
			for _, entry := range all[t.N<<height : t.N<<height+int64(t.W)] {
				bundle = binary.BigEndian.AppendUint16(bundle, uint16(len(entry)))
				bundle = append(bundle, entry...)
			}
			put(filepath.Join(log, strings.Replace(path(t), "tile/0/", "tile/entries/", 1)), bundle)
		}
	}
	checkpoint := func(n int64) string {
		root, err := tlog.TreeHash(n, stored)
		check(err)
		text := fmt.Sprintf("%s\n%d\n%s\n", origin, n, root)
		signed, err := note.Sign(&note.Note{Text: text}, signer)
		check(err)
		const time = 1700000000
		line := binary.BigEndian.AppendUint32(nil, keyHash(name, typed))
		line = binary.BigEndian.AppendUint64(line, time)
		line = append(line, ed25519.Sign(private, cosigned([]byte(text), time))...)
		return fmt.Sprintf("%s— %s %s\n", signed, name, base64.StdEncoding.EncodeToString(line))
	}
	put(filepath.Join(dir, "half.checkpoint"), []byte(checkpoint(size/2)))
	put(filepath.Join(log, "checkpoint"), []byte(checkpoint(size)))
	for _, index := range []int64{0, 1, size / 2, size - 1} {
		proof, err := tlog.ProveRecord(size, index, stored)
		check(err)
		lines := fmt.Sprintf("c2sp.org/tlog-proof@v1\nindex %d\n", index)
		for _, h := range proof {
			lines += h.String() + "\n"
		}
		put(filepath.Join(dir, fmt.Sprintf("%d.tlog-proof", index)), []byte(lines+"\n"+checkpoint(size)))
		put(filepath.Join(dir, fmt.Sprintf("%d.entry", index)), all[index])
	}
}

func put(file string, data []byte) {
	check(os.MkdirAll(filepath.Dir(file), 0o755))
	check(os.WriteFile(file, data, 0o644))
}
