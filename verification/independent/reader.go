// Reads and writes logs, notes and proofs with the Go distribution's own golang.org/x/mod/sumdb packages, which have
// nothing in common with ours but the specifications. The C2SP formats above them (tiles without a height in their
// path, checkpoint text, cosignatures, proof files) are read here by a second hand.
//
//	reader verify DIR VKEY [WITNESS_VKEY...]      every byte of a log, from its minimum index on if it was pruned
//	reader growth DIR VKEY CHECKPOINT             that it grew from a checkpoint
//	reader proof FILE VKEY ENTRY [WITNESS_VKEY...]
//	reader write DIR SIZE                          a log of its own with a cosigned checkpoint and proofs; prints vkeys
package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8

type directory string

func (d directory) Height() int { return height }

func (d directory) SaveTiles(tiles []tlog.Tile, data [][]byte) {}

func (d directory) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, t := range tiles {
		data, err := os.ReadFile(filepath.Join(string(d), path(t)))
		if err != nil {
			full := t
			full.W = 1 << height
			if data, err = os.ReadFile(filepath.Join(string(d), path(full))); err != nil {
				return nil, err
			}
			data = data[:t.W*tlog.HashSize]
		}
		if len(data) != t.W*tlog.HashSize {
			return nil, fmt.Errorf("%s has %d bytes", path(t), len(data))
		}
		all = append(all, data)
	}
	return all, nil
}

// path is tlog-tiles' own: Go's has the height in it.
func path(t tlog.Tile) string {
	return "tile/" + strings.TrimPrefix(t.Path(), fmt.Sprintf("tile/%d/", height))
}

// cosigner verifies cosignatures of type 0x04 (C2SP tlog-cosignature).
type cosigner struct {
	name string
	hash uint32
	key  ed25519.PublicKey
}

func (c cosigner) Name() string    { return c.name }
func (c cosigner) KeyHash() uint32 { return c.hash }
func (c cosigner) Verify(msg, sig []byte) bool {
	if len(sig) != 8+ed25519.SignatureSize {
		return false
	}
	return ed25519.Verify(c.key, cosigned(msg, binary.BigEndian.Uint64(sig)), sig[8:])
}

func cosigned(msg []byte, time uint64) []byte {
	return append([]byte(fmt.Sprintf("cosignature/v1\ntime %d\n", time)), msg...)
}

func keyHash(name string, typed []byte) uint32 {
	sum := sha256.Sum256(append([]byte(name+"\n"), typed...))
	return binary.BigEndian.Uint32(sum[:])
}

func newCosigner(vkey string) cosigner {
	parts := strings.SplitN(vkey, "+", 3)
	typed, err := base64.StdEncoding.DecodeString(parts[2])
	check(err)
	if typed[0] != 4 || len(typed) != 33 || fmt.Sprintf("%08x", keyHash(parts[0], typed)) != parts[1] {
		check(errors.New("no vkey of type 0x04"))
	}
	return cosigner{parts[0], keyHash(parts[0], typed), typed[1:]}
}

// open verifies a signed checkpoint: the log's key and every witness must have signed.
func open(signed []byte, vkey string, witnesses []string) tlog.Tree {
	log, err := note.NewVerifier(vkey)
	check(err)
	verifiers := []note.Verifier{log}
	for _, w := range witnesses {
		verifiers = append(verifiers, newCosigner(w))
	}
	n, err := note.Open(signed, note.VerifierList(verifiers...))
	check(err)
	if len(n.Sigs) != len(verifiers) {
		check(fmt.Errorf("%d of %d keys signed", len(n.Sigs), len(verifiers)))
	}
	lines := strings.Split(n.Text, "\n")
	if len(lines) != 4 || lines[3] != "" || lines[0] != log.Name() {
		check(errors.New("no checkpoint of this log"))
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	check(err)
	root, err := base64.StdEncoding.DecodeString(lines[2])
	check(err)
	tree := tlog.Tree{N: size}
	if copy(tree.Hash[:], root) != tlog.HashSize || len(root) != tlog.HashSize {
		check(errors.New("root is not 32 bytes"))
	}
	return tree
}

// minimum is the index of the first entry of a pruned log, 0 if it never was: a note of the log's own form, signed by
// its key, which Go's note package opens like any other.
func minimum(dir, vkey string) (int64, tlog.Hash) {
	var root tlog.Hash
	signed, err := os.ReadFile(filepath.Join(dir, "minimum-index"))
	if errors.Is(err, os.ErrNotExist) {
		return 0, root
	}
	check(err)
	log, err := note.NewVerifier(vkey)
	check(err)
	n, err := note.Open(signed, note.VerifierList(log))
	check(err)
	lines := strings.Split(n.Text, "\n")
	if len(lines) != 8 || lines[0] != "compliancekit minimum index v1" || lines[1] != log.Name() {
		check(errors.New("no minimum index of this log"))
	}
	index, err := strconv.ParseInt(lines[2], 10, 64)
	check(err)
	raw, err := base64.StdEncoding.DecodeString(lines[3])
	check(err)
	if copy(root[:], raw) != tlog.HashSize || index%(1<<height) != 0 {
		check(errors.New("minimum index is malformed"))
	}
	return index, root
}

// entries are those from a multiple of 256 on.
func entries(dir string, from, size int64) [][]byte {
	var all [][]byte
	for n := from >> height; from+int64(len(all)) < size; n++ {
		width := 1 << height
		if rest := size - from - int64(len(all)); rest < int64(width) {
			width = int(rest)
		}
		name := path(tlog.Tile{H: height, L: 0, N: n, W: width})
		data, err := os.ReadFile(filepath.Join(dir, strings.Replace(name, "tile/0/", "tile/entries/", 1)))
		check(err)
		for i := 0; i < width; i++ {
			if len(data) < 2 || len(data) < 2+int(binary.BigEndian.Uint16(data)) {
				check(errors.New(name + " is cut"))
			}
			length := int(binary.BigEndian.Uint16(data))
			all = append(all, data[2:2+length])
			data = data[2+length:]
		}
		if len(data) != 0 {
			check(errors.New(name + " goes on"))
		}
	}
	return all
}

type hashes []tlog.Hash

func (h hashes) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	var out []tlog.Hash
	for _, i := range indexes {
		out = append(out, h[i])
	}
	return out, nil
}

func grow(h hashes, n int64, record tlog.Hash) hashes {
	more, err := tlog.StoredHashesForRecordHash(n, record, h)
	check(err)
	return append(h, more...)
}

// tilesOf are the tiles of one size; Go also names the narrower ones of all sizes before it.
func tilesOf(size int64) []tlog.Tile {
	var tiles []tlog.Tile
	for _, t := range tlog.NewTiles(height, 0, size) {
		if rest := size >> (height * t.L) & (1<<height - 1); t.W == 1<<height || int64(t.W) == rest {
			tiles = append(tiles, t)
		}
	}
	return tiles
}

func verify(dir, vkey string, witnesses []string) {
	signed, err := os.ReadFile(filepath.Join(dir, "checkpoint"))
	check(err)
	tree := open(signed, vkey, witnesses)
	from, below := minimum(dir, vkey)
	var stored hashes
	for n := int64(0); n < from>>height; n++ {
		data, err := directory(dir).ReadTiles([]tlog.Tile{{H: height, L: 0, N: n, W: 1 << height}})
		check(err)
		for i := int64(0); i < 1<<height; i++ {
			var record tlog.Hash
			copy(record[:], data[0][i*tlog.HashSize:])
			stored = grow(stored, n<<height+i, record)
		}
	}
	if from > 0 {
		root, err := tlog.TreeHash(from, stored)
		check(err)
		if root != below {
			check(errors.New("the pruned tiles have another root than the minimum index"))
		}
	}
	all := entries(dir, from, tree.N)
	for i, entry := range all {
		stored = grow(stored, from+int64(i), tlog.RecordHash(entry))
	}
	root, err := tlog.TreeHash(tree.N, stored)
	check(err)
	if root != tree.Hash {
		check(errors.New("the entries have another root than the checkpoint"))
	}
	// every tile of this size, on every level, and nothing of it but what the entries give
	for _, t := range tilesOf(tree.N) {
		read, err := directory(dir).ReadTiles([]tlog.Tile{t})
		check(err)
		want, err := tlog.ReadTileData(t, stored)
		check(err)
		if !bytes.Equal(want, read[0]) {
			check(errors.New(path(t) + " is not what the entries give"))
		}
	}
	tiles := tlog.TileHashReader(tree, directory(dir))
	for i := from; i < tree.N; i += 1 + tree.N/50 {
		proof, err := tlog.ProveRecord(tree.N, i, tiles)
		check(err)
		check(tlog.CheckRecord(proof, tree.N, tree.Hash, i, tlog.RecordHash(all[i-from])))
	}
	fmt.Printf("verified entries %d to %d\n", from, tree.N-1)
}

func growth(dir, vkey, file string) {
	signed, err := os.ReadFile(filepath.Join(dir, "checkpoint"))
	check(err)
	old, err := os.ReadFile(file)
	check(err)
	now, then := open(signed, vkey, nil), open(old, vkey, nil)
	proof, err := tlog.ProveTree(now.N, then.N, tlog.TileHashReader(now, directory(dir)))
	check(err)
	check(tlog.CheckTree(proof, now.N, now.Hash, then.N, then.Hash))
	fmt.Printf("grew from %d to %d\n", then.N, now.N)
}

func proof(file, vkey, entry string, witnesses []string) {
	text, err := os.ReadFile(file)
	check(err)
	data, err := os.ReadFile(entry)
	check(err)
	head, signed, found := strings.Cut(string(text), "\n\n")
	lines := strings.Split(head, "\n")
	if !found || len(lines) < 2 || lines[0] != "c2sp.org/tlog-proof@v1" {
		check(errors.New("no tlog-proof"))
	}
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[1], "index "), 10, 64)
	check(err)
	var path tlog.RecordProof
	for _, line := range lines[2:] {
		var h tlog.Hash
		raw, err := base64.StdEncoding.DecodeString(line)
		check(err)
		copy(h[:], raw)
		path = append(path, h)
	}
	tree := open([]byte(signed), vkey, witnesses)
	check(tlog.CheckRecord(path, tree.N, tree.Hash, index, tlog.RecordHash(data)))
	fmt.Printf("proved entry %d of %d\n", index, tree.N)
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "reader:", err)
		os.Exit(1)
	}
}

func main() {
	args := os.Args[1:]
	switch {
	case len(args) >= 3 && args[0] == "verify":
		verify(args[1], args[2], args[3:])
	case len(args) == 4 && args[0] == "growth":
		growth(args[1], args[2], args[3])
	case len(args) >= 4 && args[0] == "proof":
		proof(args[1], args[2], args[3], args[4:])
	case len(args) == 3 && args[0] == "write":
		size, err := strconv.ParseInt(args[2], 10, 64)
		check(err)
		write(args[1], size)
	default:
		fmt.Fprintln(os.Stderr, "reader: wrong usage; see the head of reader.go")
		os.Exit(2)
	}
}
